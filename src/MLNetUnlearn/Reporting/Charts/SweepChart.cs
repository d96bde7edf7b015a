using System.Globalization;

namespace MLNetUnlearn.Reporting.Charts;

/// <summary>Recall and hits over the values of one option, beside the retrained and the original model.</summary>
internal static class SweepChart
{
    public static Chart? Draw(ReportView view, ReportSweep sweep, string id)
    {
        var figures = KeyFigures.Of(view.Metrics);
        LineSeries[] lines = [.. Line(view, sweep, figures.Recall, "Recall@10", "blue"),
            .. Line(view, sweep, figures.Hit, "Hit@10, forgotten", "orange")];
        return lines.Length == 0 ? null : LineChart.Draw(id, sweep.Title,
            $"Recall@10 on test items and Hit@10 on forgotten pairs over {sweep.Parameter} ({figures.Protocol}). Dashed lines are the "
                + "retrained model, dotted ones the original; upright strokes are 95 % intervals.",
            sweep.Parameter, figures.Protocol, lines, IsLog(sweep)) with { Table = Table(view, sweep, figures) };
    }

    private static ChartTable Table(ReportView view, ReportSweep sweep, KeyFigures figures)
    {
        var models = sweep.Points.OrderBy(point => point.Value)
            .Select(point => (Name: point.Value.ToString(CultureInfo.InvariantCulture), Model: view.Model(point.RunName)))
            .Concat(new[] { view.Original, view.Retrained }.OfType<ReportModel>().Select(model => (model.Name, Model: model)));
        return new([sweep.Parameter, figures.Recall.Title, figures.Hit.Title],
            [.. models.Select(row => (string[])[row.Name, Text(row.Model, figures.Recall), Text(row.Model, figures.Hit)])]);

        static string Text(ReportModel model, ReportMetric metric) => model.Interval(metric.Id)?.ToText(metric.Decimals) ?? ChartTable.None;
    }

    private static IEnumerable<LineSeries> Line(ReportView view, ReportSweep sweep, ReportMetric metric, string name, string color)
    {
        var points = sweep.Points.Select(point => (point.Value, Figure: view.Model(point.RunName).Interval(metric.Id)))
            .Where(point => point.Figure is not null).OrderBy(point => point.Value).ToArray();
        if (points.Length == 0)
            yield break;
        if (view.Original?.Mean(metric.Id) is { } original)
            yield return LineSeries.Guide($"{Short(name)}, original", color, original, "dotted");
        if (view.Retrained?.Mean(metric.Id) is { } retrained)
            yield return LineSeries.Guide($"{Short(name)}, retrained", color, retrained);
        yield return new(name, color, [.. points.Select(point => (point.Value, point.Figure!.Mean))])
        {
            HasMarks = true, Intervals = [.. points.Select(point => Interval(point.Figure!))],
        };
    }

    // Weights are often tried in powers.
    private static bool IsLog(ReportSweep sweep) =>
        sweep.Points.Min(point => point.Value) is > 0 and var least && sweep.Points.Max(point => point.Value) >= 50 * least;

    // A share cannot be below 0 or above 1, though a mean ± half may be.
    private static (double, double)? Interval(MeanInterval figure) =>
        figure.Half is { } half ? (Math.Max(0, figure.Mean - half), Math.Min(1, figure.Mean + half)) : null;

    private static string Short(string name) => name.Split('@')[0];
}
