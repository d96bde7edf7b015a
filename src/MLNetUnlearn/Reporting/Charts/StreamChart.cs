namespace MLNetUnlearn.Reporting.Charts;

/// <summary>How far a model that forgets request after request is from models retrained for each checkpoint.</summary>
internal static class StreamChart
{
    public static Chart? Draw(StreamReport stream, string id)
    {
        var figures = KeyFigures.Of(stream.Points.SelectMany(point => point.Model.Keys).Distinct().Select(ReportMetrics.Of));
        LineSeries[] lines = [.. Gaps(stream, figures.Hit, "Hit@10, forgotten", "orange"),
            .. Gaps(stream, figures.Recall, "Recall@10", "blue")];
        return lines.Length == 0 ? null : LineChart.Draw(id, stream.Title,
            $"The model's figures less those of a model retrained for the same requests ({figures.Protocol}): above 0 on forgotten "
                + "pairs it remembers, below 0 it has forgotten too much; below 0 on test items it has lost worth.",
            "requests", "less the retrained model's", [LineSeries.Guide("retrained", "ink", 0), .. lines])
            with { Table = Table(stream, figures) };
    }

    private static ChartTable Table(StreamReport stream, KeyFigures figures)
    {
        var points = stream.Points.OrderBy(point => point.Requests);
        return new(
            ["Requests", "Pairs", figures.Hit.Title, "Retrain’s", "less Retrain’s", figures.Recall.Title, "Retrain’s", "less Retrain’s"],
            [.. points.Select(point => (string[])
            [
                MeanInterval.Number(point.Requests, 0), MeanInterval.Number(point.Pairs, 0),
                .. Cells(point, figures.Hit), .. Cells(point, figures.Recall),
            ])]);
    }

    private static string[] Cells(StreamPoint point, ReportMetric metric)
    {
        double? own = point.Model.TryGetValue(metric.Id, out var model) ? model : null;
        double? reference = point.Retrained.TryGetValue(metric.Id, out var retrained) ? retrained : null;
        return [Text(own), Text(reference), Text(own - reference)];

        string Text(double? value) => value is { } number ? MeanInterval.Number(number, metric.Decimals) : ChartTable.None;
    }

    private static IEnumerable<LineSeries> Gaps(StreamReport stream, ReportMetric metric, string name, string color)
    {
        (double, double)[] points =
        [
            .. stream.Points.Where(point => point.Model.ContainsKey(metric.Id) && point.Retrained.ContainsKey(metric.Id))
                .OrderBy(point => point.Requests)
                .Select(point => ((double)point.Requests, point.Model[metric.Id] - point.Retrained[metric.Id])),
        ];
        return points.Length == 0 ? [] : [new LineSeries(name, color, points) { HasMarks = true }];
    }
}
