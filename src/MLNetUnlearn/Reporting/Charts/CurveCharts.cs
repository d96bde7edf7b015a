namespace MLNetUnlearn.Reporting.Charts;

/// <summary>How trainings and unlearnings went: the loss, and what the model finds.</summary>
internal static class CurveCharts
{
    public static IEnumerable<Chart> Draw(ReportView view) =>
        view.Models.SelectMany((model, place) => new[] { Loss(model, place), Quality(model, place) }.OfType<Chart>());

    private static Chart? Loss(ReportModel model, int place)
    {
        var lines = Lines(model, "loss", "blue", point => point.Loss).ToArray();
        return lines.Length == 0 ? null : LineChart.Draw($"curve-{place + 1}-loss", $"Loss of {model.Name}",
            $"The mean loss of the steps since the point before, over gradient steps{Seeds(model)}.", "gradient steps", "loss", lines);
    }

    private static Chart? Quality(ReportModel model, int place)
    {
        LineSeries[] lines =
        [
            .. Lines(model, "Recall@10", "blue", point => point.Recall),
            .. Lines(model, "validation NDCG@10", "blue", point => point.ValidationNdcg)
                .Select(line => line with { Stroke = $"dotted {line.Stroke}".Trim() }),
            .. Lines(model, "Hit@10, forgotten", "orange", point => point.ForgetHit),
            .. Lines(model, "Hit@10, controls", "gray", point => point.ControlHit)
                .Select(line => line with { Stroke = $"dashed {line.Stroke}".Trim() }),
        ];
        return lines.Length == 0 ? null : LineChart.Draw($"curve-{place + 1}-quality", $"What {model.Name} finds",
            "Recall@10 on test or validation items, Hit@10 on forgotten pairs and on control pairs that the model never saw, "
                + $"over gradient steps{Seeds(model)}.", "gradient steps", "share found", lines);
    }

    private static string Seeds(ReportModel model) => model.Runs.Count(run => run.Curve.Count > 0) > 1 ? "; further seeds are faint" : "";

    // The first seed has the name.
    private static IEnumerable<LineSeries> Lines(ReportModel model, string name, string color, Func<CurvePoint, double?> value) =>
        model.Runs.Select(run => run.Curve.Where(point => value(point) is not null)
                .Select(point => ((double)point.Step, value(point)!.Value)).ToArray())
            .Where(points => points.Length > 0)
            .Select((points, place) => new LineSeries(place == 0 ? name : null, color, points) { Stroke = place == 0 ? "" : "thin faint" });
}
