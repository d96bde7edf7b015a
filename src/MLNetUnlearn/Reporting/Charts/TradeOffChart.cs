namespace MLNetUnlearn.Reporting.Charts;

/// <summary>What is forgotten and what is kept, a point for each model; the retrained one is the target.</summary>
internal static class TradeOffChart
{
    private const double Right = 18;

    public static Chart? Draw(ReportView view)
    {
        var figures = KeyFigures.Of(view.Metrics);
        var models = view.Models.Where(model => model.Mean(figures.Hit.Id) is not null && model.Mean(figures.Recall.Id) is not null)
            .ToArray();
        if (models.Length < 2)
            return null;
        var seeds = models.SelectMany(model => Seeds(model, figures)).ToArray();
        var plot = new Plot(seeds.Select(seed => seed.X), seeds.Select(seed => seed.Y), Right);
        plot.Axes($"Hit@10 on forgotten pairs ({figures.Protocol})", "Recall@10 on test items");
        Target(plot, view.Retrained, figures);
        var labels = new PointLabels(plot.Frame);
        foreach (var model in models.Reverse())
            Marks(plot, labels, view, model, figures);
        var left = Ordered(models, view).Where(model => !labels.Place(plot.X[model.Mean(figures.Hit.Id)!.Value],
            plot.Y[model.Mean(figures.Recall.Id)!.Value], Labels.Short(model.Name), TextStyle(model, view))).ToArray();
        plot.Svg.Add(labels);
        var hidden = left.Length == 0 ? "" : $" Without room for a name: {string.Join(", ", left.Select(model => model.Name))}.";
        return plot.ToChart("trade-off", "What is forgotten, what is kept",
            "Each model by its Hit@10 on forgotten pairs and its Recall@10 on test items. The diamond is the retrained model, the "
                + "target: left of it is over-forgetting, right of it memory. The square is the original. Faint dots are single "
                    + "seeds." + hidden);
    }

    private static IEnumerable<(double X, double Y)> Seeds(ReportModel model, KeyFigures figures) =>
        model.Runs.Where(run => run.Figures.ContainsKey(figures.Hit.Id) && run.Figures.ContainsKey(figures.Recall.Id))
            .Select(run => (run.Figures[figures.Hit.Id], run.Figures[figures.Recall.Id]))
            .Append((model.Mean(figures.Hit.Id)!.Value, model.Mean(figures.Recall.Id)!.Value));

    private static void Target(Plot plot, ReportModel? retrained, KeyFigures figures)
    {
        if (retrained?.Mean(figures.Hit.Id) is not { } hit || retrained.Mean(figures.Recall.Id) is not { } recall)
            return;
        plot.Svg.Line(plot.X[hit], plot.Frame.Top, plot.X[hit], plot.Frame.Bottom, "guide");
        plot.Svg.Line(plot.Frame.Left, plot.Y[recall], plot.Frame.Right, plot.Y[recall], "guide");
    }

    private static void Marks(Plot plot, PointLabels labels, ReportView view, ReportModel model, KeyFigures figures)
    {
        var color = Color(model, view);
        if (model.Runs.Count > 1)
        {
            foreach (var (seedX, seedY) in Seeds(model, figures).SkipLast(1))
            {
                plot.Svg.Circle(plot.X[seedX], plot.Y[seedY], 2, $"{color}-fill faint");
                labels.Avoid(plot.X[seedX], plot.Y[seedY], 2);
            }
        }
        var (hit, recall) = (model.Interval(figures.Hit.Id)!, model.Interval(figures.Recall.Id)!);
        var (x, y) = (plot.X[hit.Mean], plot.Y[recall.Mean]);
        var tip = $"{model.Name}: Hit@10 {hit.ToText(3)}, Recall@10 {recall.ToText(3)}";
        var style = $"{color}-fill ring";
        if (model.Role == ModelRole.Retrained)
            plot.Svg.Diamond(x, y, 7, style, tip);
        else if (model.Role == ModelRole.Original)
            plot.Svg.Rectangle(x - 5.5, y - 5.5, 11, 11, style, tip);
        else
            plot.Svg.Circle(x, y, 5, style, tip);
        labels.Avoid(x, y, 6);
    }

    // Those that all others are compared with come first, so that they have the best places.
    private static IEnumerable<ReportModel> Ordered(ReportModel[] models, ReportView view) =>
        models.OrderBy(model => model == view.Retrained ? 0 : model == view.Original ? 1 : 2);

    private static string TextStyle(ReportModel model, ReportView view) =>
        model == view.Original ? "orange-text" : model == view.Retrained ? "strong" : "small";

    private static string Color(ReportModel model, ReportView view) => model == view.Retrained ? "ink"
        : model.Role switch { ModelRole.Original => "orange", ModelRole.Retrained => "gray", _ => "blue" };
}
