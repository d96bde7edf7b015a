namespace MLNetUnlearn.Reporting.Page;

/// <summary>The head of the page: what the figures say of the first model that a method made.</summary>
internal static class Answer
{
    public static void Write(Html html, ReportView view)
    {
        html.Text("h1", view.Report.Title);
        if (view.Unlearned.FirstOrDefault() is not { } model)
        {
            html.Text("p", view.Models.Count == 0 ? "There is nothing to judge yet" : "No model here was made to forget",
                "class=\"headline\"");
            html.Text("p", view.Models.Count == 0 ? "The report holds no runs."
                : "The figures below are of models trained from the start.");
            return;
        }
        var verdict = ForgettingVerdict.Of(view, model);
        html.Text("p", verdict.Headline, "class=\"headline\"");
        html.Element("div", "class=\"lead\"", () =>
        {
            foreach (var sentence in verdict.Sentences)
                html.Text("p", sentence);
        });
        Keys(html, view, model);
        html.Text("p", "This is evidence, not a proof: it says what these measurements could see, beside a model that never saw the data.",
            "class=\"caveat\"");
        html.Text("p", SettingText.Seeds(view), "class=\"soft\"");
    }

    private static void Keys(Html html, ReportView view, ReportModel model)
    {
        if (view.Retrained is not { } retrained)
            return;
        var (hit, attack, utility) = (ForgettingVerdict.Hit(view), ForgettingVerdict.Attack(view), ForgettingVerdict.Utility(view));
        (string Name, string Value, string Beside)[] keys =
        [
            .. Key(view, model, retrained, hit, ""), .. Key(view, model, retrained, attack, ", chance 0.5"),
            .. Share(utility.Title, model.Ratio(retrained, utility.Id), "of Retrain’s"),
            .. Share("Time", model.Interval("cost.ofRetrain") ?? model.Ratio(retrained, "cost.seconds"), "of retraining"),
        ];
        if (keys.Length == 0)
            return;
        html.Element("ul", "class=\"key\"", () =>
        {
            foreach (var (name, value, beside) in keys)
            {
                html.Element("li", "", () => html.Text("span", name, "class=\"name\"").Text("b", value)
                    .Text("span", beside, "class=\"beside\""));
            }
        });
    }

    private static IEnumerable<(string, string, string)> Key(
        ReportView view, ReportModel model, ReportModel retrained, ReportMetric metric, string more)
    {
        if (model.Mean(metric.Id) is not { } own || retrained.Mean(metric.Id) is not { } reference)
            yield break;
        var original = view.Original?.Mean(metric.Id) is { } before ? $", original {MeanInterval.Number(before, metric.Decimals)}" : "";
        yield return (metric.Title, MeanInterval.Number(own, metric.Decimals),
            $"Retrain {MeanInterval.Number(reference, metric.Decimals)}{original}{more}");
    }

    private static IEnumerable<(string, string, string)> Share(string name, MeanInterval? share, string of) =>
        share is null ? [] : [(name, $"{MeanInterval.Number(100 * share.Mean, 1)} %", of)];
}
