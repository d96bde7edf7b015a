namespace MLNetUnlearn.Reporting.Page;

/// <summary>The head of the page: what the figures say of the first model that a method made.</summary>
internal static class Answer
{
    public static void Write(Html html, ReportView view)
    {
        html.Text("h1", view.Report.Title);
        if (view.Unlearned.FirstOrDefault() is not { } model)
        {
            html.Text("p", view.Models.Count == 0 ? "There is nothing to judge yet" : "No model here was made to forget", "class=\"headline\"");
            html.Text("p", view.Models.Count == 0 ? "The report holds no runs." : "The figures below are of models trained from the start.");
            return;
        }
        var verdict = ForgettingVerdict.Of(view, model);
        html.Text("p", verdict.Headline, "class=\"headline\"");
        html.Element("div", "class=\"lead\"", () =>
        {
            foreach (var sentence in verdict.Sentences)
                html.Text("p", sentence);
        });
        html.Text("p", "This is evidence, not a proof: it says what these measurements could see, beside a model that never saw the data.",
            "class=\"caveat\"");
        html.Text("p", SettingText.Seeds(view), "class=\"soft\"");
    }
}
