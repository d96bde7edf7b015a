namespace MLNetUnlearn.Reporting.Page;

/// <summary>One line for each model that a method made.</summary>
internal static class VerdictTable
{
    public static void Write(Html html, ReportView view)
    {
        var verdicts = view.Unlearned.Select(model => ForgettingVerdict.Of(view, model)).ToArray();
        if (verdicts.Length == 0 || view.Retrained is not { } retrained)
            return;
        var (hit, attack, utility) = (ForgettingVerdict.Hit(view), ForgettingVerdict.Attack(view), ForgettingVerdict.Utility(view));
        html.Table("At a glance", () =>
        {
            html.Element("thead", "", () => html.Element("tr", "", () =>
            {
                html.Text("th", "Model", "scope=\"col\"").Text("th", "Beside Retrain it", "scope=\"col\" class=\"state\"");
                foreach (var title in (string[])[$"{hit.Title}, less Retrain’s", $"{attack.Title}, less Retrain’s",
                    $"{utility.Title}, % of Retrain’s", "Time, % of Retrain’s"])
                {
                    html.Text("th", title, "scope=\"col\"");
                }
            }));
            html.Element("tbody", "", () =>
            {
                foreach (var verdict in verdicts)
                    Row(html, retrained, verdict, hit, attack, utility);
            });
        });
    }

    private static void Row(
        Html html, ReportModel retrained, ForgettingVerdict verdict, ReportMetric hit, ReportMetric attack, ReportMetric utility)
    {
        var model = verdict.Model;
        html.Element("tr", $"class=\"{verdict.State.ToString().ToLowerInvariant()}\"", () => html
            .Text("th", model.Name, "scope=\"row\"")
            .Text("td", Words(verdict.State), "class=\"state\"")
            .Text("td", model.Difference(retrained, hit.Id)?.ToText(hit.Decimals) ?? "–")
            .Text("td", model.Difference(retrained, attack.Id)?.ToText(attack.Decimals) ?? "–")
            .Text("td", model.Ratio(retrained, utility.Id) is { } kept ? VerdictSentences.Percent(kept) : "–")
            .Text("td", (model.Interval("cost.ofRetrain") ?? model.Ratio(retrained, "cost.seconds")) is { } cost
                ? VerdictSentences.Percent(cost) : "–"));
    }

    private static string Words(ForgettingState state) => state switch
    {
        ForgettingState.LikeRetrained => "looks alike",
        ForgettingState.Shows => "still shows",
        ForgettingState.OverForgets => "knows less",
        ForgettingState.Remembers => "still remembers",
        _ => "cannot be judged",
    };
}
