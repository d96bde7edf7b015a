using MLNetUnlearn.Reporting.Charts;

namespace MLNetUnlearn.Reporting.Page;

/// <summary>Models below each other, metrics beside each other, and what the metrics are.</summary>
internal static class MetricTable
{
    public static void Write(Html html, ReportView view, string caption, IReadOnlyList<ReportMetric> metrics)
    {
        if (metrics.Count == 0)
            return;
        html.Table(caption, () =>
        {
            html.Element("thead", "", () => html.Element("tr", "", () =>
            {
                html.Text("th", "Model", "scope=\"col\"");
                foreach (var metric in metrics)
                {
                    html.Raw($"<th scope=\"col\">{Markup.Escape(metric.Title)}<span "
                        + $"class=\"goal\">{Markup.Escape(Questions.Goal(metric.Goal))}</span></th>\n");
                }
            }));
            html.Element("tbody", "", () =>
            {
                foreach (var model in view.Models.Where(model => metrics.Any(metric => model.Interval(metric.Id) is not null)))
                    Row(html, view, model, metrics);
            });
        });
        Explain(html, [.. metrics.Where(metric => metric.Explanation.Length > 0)]);
    }

    private static void Explain(Html html, ReportMetric[] metrics)
    {
        if (metrics.Length == 0)
            return;
        html.Element("details", "", () => html.Text("summary", "What these figures are").Element("dl", "", () =>
        {
            foreach (var metric in metrics)
                html.Text("dt", metric.Title).Text("dd", metric.Explanation);
        }));
    }

    private static void Row(Html html, ReportView view, ReportModel model, IReadOnlyList<ReportMetric> metrics) =>
        html.Element("tr", RowStyle(view, model), () =>
        {
            html.Text("th", model.Name, $"scope=\"row\" title=\"{Markup.Escape(model.Name)}\"");
            foreach (var metric in metrics)
                html.Raw($"<td>{Cell(model.Interval(metric.Id), metric.Decimals)}</td>\n");
        });

    internal static string RowStyle(ReportView view, ReportModel model) =>
        model == view.Retrained ? "class=\"reference\"" : model == view.Original ? "class=\"anchor\"" : "";

    private static string Cell(MeanInterval? figure, int decimals) => figure is null ? "–"
        : MeanInterval.Number(figure.Mean, decimals)
            + (figure.Half is { } half ? $" <span class=\"pm\">± {MeanInterval.Number(half, decimals)}</span>" : "");
}
