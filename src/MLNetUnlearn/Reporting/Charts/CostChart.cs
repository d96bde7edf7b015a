namespace MLNetUnlearn.Reporting.Charts;

/// <summary>The seconds that models took, on a logarithmic axis.</summary>
internal static class CostChart
{
    private const string Seconds = "cost.seconds";

    public static Chart? Draw(ReportView view)
    {
        var rows = view.Models.Where(model => model.Mean(Seconds) > 0).OrderByDescending(model => model.Mean(Seconds))
            .Select(model => new BarRow(model.Name, [(Color(model.Role), model.Mean(Seconds)!.Value, Text(model, view.Retrained))]))
            .ToArray();
        return rows.Length == 0 ? null : BarChart.Draw("cost", "What it cost",
            "Wall seconds to make each model, scoring and checks included; each line of the axis is ten times the one before.",
            "seconds, logarithmic", [], rows, [], logarithmic: true);
    }

    private static string Text(ReportModel model, ReportModel? retrained)
    {
        var seconds = model.Mean(Seconds)!.Value;
        var text = $"{MeanInterval.Number(seconds, seconds < 10 ? 2 : seconds < 100 ? 1 : 0)} s";
        return model.Role == ModelRole.Unlearned && retrained is not null && model.Ratio(retrained, Seconds) is { Mean: > 0 and < 1 } share
            ? $"{text}, {MeanInterval.Number(1 / share.Mean, 0)}× as fast" : text;
    }

    private static string Color(ModelRole role) =>
        role switch { ModelRole.Original => "orange", ModelRole.Retrained => "ink", _ => "blue" };
}
