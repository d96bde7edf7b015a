namespace MLNetUnlearn.Reporting.Charts;

/// <summary>How many forgotten pairs an attack names for each share of others that it accuses.</summary>
internal static class RocChart
{
    private const int Most = 5;

    public static Chart? Draw(ReportView view)
    {
        var all = view.Models.Where(model => model.Runs[0].Roc.Count > 1).ToArray();
        var models = all[..Math.Min(Most, all.Length)];
        if (models.Length == 0)
            return null;
        var lines = models.Select((model, place) =>
            (Model: model, Style: Style(view, model, models.Take(place).Count(other => other.Role == model.Role)),
            Name: $"{Labels.Short(model.Name)}{Auc(model.Runs[0])}")).ToArray();
        var right = 30 + 1.1 * lines.Max(line => Labels.Width(line.Name));
        var plot = new Plot([0, 1], [0, 1], right + Math.Max(0, 120 - right));
        plot.Axes("pairs never seen that are accused", "forgotten pairs that are named");
        plot.Svg.Line(plot.X[0], plot.Y[0], plot.X[1], plot.Y[1], "guide");
        plot.Svg.Text(plot.X[0.72], plot.Y[0.64], "chance", "soft small");
        foreach (var (model, style, _) in lines)
            plot.Svg.Path(model.Runs[0].Roc.Select(point => (plot.X[point.FalsePositiveRate], plot.Y[point.TruePositiveRate])), style);
        Key(plot, lines.Select(line => (line.Name, line.Style)));
        var left = all.Length == models.Length ? "" : $" Left out: {string.Join(", ", all[Most..].Select(model => model.Name))}.";
        return plot.ToChart("roc", "The attack, threshold by threshold",
            "The share of forgotten pairs that the attack names over the share of never-seen pairs that it accuses, of each model's first "
                + "seed; the number is that seed's AUC. A model that forgot lies on the retrained model's line, not on the diagonal."
                + left);
    }

    private static string Auc(ReportRun run) =>
        run.Figures.TryGetValue(ReportMetrics.AttackAuc, out var auc) ? $" {MeanInterval.Number(auc, 3)}" : "";

    private static string Style(ReportView view, ReportModel model, int same) => model.Role switch
    {
        ModelRole.Original => "orange",
        ModelRole.Retrained => model == view.Retrained ? "ink dashed" : "gray dashed",
        _ => same switch { 0 => "blue", 1 => "blue dashed", _ => "blue dotted" },
    };

    private static void Key(Plot plot, IEnumerable<(string Name, string Style)> lines)
    {
        foreach (var (place, (name, style)) in lines.Index())
        {
            var y = plot.Frame.Top + 10 + 20 * place;
            plot.Svg.Path([(plot.Frame.Right + 10, y), (plot.Frame.Right + 28, y)], style);
            plot.Svg.Text(plot.Frame.Right + 33, y + 4, name, "small");
        }
    }
}
