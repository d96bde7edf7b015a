namespace MLNetUnlearn.Reporting.Charts;

/// <summary>Recall and hits of methods with and without their parts.</summary>
internal static class AblationChart
{
    public static Chart? Draw(ReportView view, ReportComparison ablation, string id)
    {
        var figures = KeyFigures.Of(view.Metrics);
        var metrics = new[] { (figures.Recall, Color: "blue"), (figures.Hit, Color: "orange") };
        var rows = ablation.RunNames.Distinct().Select(view.Model)
            .Select(model => new BarRow(model.Name, [.. metrics.Where(metric => model.Mean(metric.Item1.Id) is not null)
                .Select(metric => (metric.Color, model.Mean(metric.Item1.Id)!.Value, model.Interval(metric.Item1.Id)!.ToText(3)))]))
            .Where(row => row.Bars.Count > 0).ToArray();
        return rows.Length == 0 ? null : BarChart.Draw(id, ablation.Title,
            $"Recall@10 on test items and Hit@10 on forgotten pairs ({figures.Protocol}); dashed lines are the retrained model's, "
                + "the goal of both.",
            figures.Protocol, [("blue", "Recall@10 on test items"), ("orange", "Hit@10 on forgotten pairs")], rows,
            [.. metrics.Where(metric => view.Retrained?.Mean(metric.Item1.Id) is not null)
                .Select(metric => (metric.Color, view.Retrained!.Mean(metric.Item1.Id)!.Value))]);
    }
}
