namespace MLNetUnlearn.Reporting.Charts;

/// <summary>Lines over steps, weights or requests, each with its name at its right end.</summary>
internal static class LineChart
{
    private const double Gap = 8;

    public static Chart Draw(string id, string title, string description, string xName, string yName, IReadOnlyList<LineSeries> lines,
        bool logarithmic = false)
    {
        var points = lines.Where(line => !line.IsGuide).SelectMany(line => line.Points).ToArray();
        var names = lines.Where(line => line.Name is not null).Select(line => Labels.BoldWidth(Labels.Short(line.Name!)));
        var plot = new Plot(points.Select(point => point.X), Heights(lines), Gap + 8 + names.DefaultIfEmpty(20).Max(),
            logarithmic);
        plot.Axes(xName, yName);
        foreach (var line in lines)
            Line(plot, line);
        Names(plot, [.. lines.Where(line => line.Name is not null)]);
        return plot.ToChart(id, title, description);
    }

    private static IEnumerable<double> Heights(IEnumerable<LineSeries> lines) => lines.SelectMany(line =>
        line.Points.SelectMany((point, place) => line.Intervals.ElementAtOrDefault(place) is { } interval
            ? new[] { interval.Low, interval.High } : [point.Y]));

    private static void Line(Plot plot, LineSeries line)
    {
        if (line.IsGuide)
        {
            var y = plot.Y[line.Points[0].Y];
            plot.Svg.Path([(plot.Frame.Left, y), (plot.Frame.Right, y)], $"{line.Color} {line.Stroke}");
            return;
        }
        if (line.Points.Count > 1)
            plot.Svg.Path(line.Points.Select(point => (plot.X[point.X], plot.Y[point.Y])), $"{line.Color} {line.Stroke}".TrimEnd());
        foreach (var (place, point) in line.Points.Index())
        {
            var x = plot.X[point.X];
            if (line.Intervals.ElementAtOrDefault(place) is { } interval)
                plot.Svg.Path([(x, plot.Y[interval.Low]), (x, plot.Y[interval.High])], $"{line.Color} thin faint");
            if (line.HasMarks || line.Points.Count == 1)
                plot.Svg.Circle(x, plot.Y[point.Y], 4, $"{line.Color}-fill ring",
                    $"{line.Name}: {MeanInterval.Number(point.Y, 3)} at {MeanInterval.Number(point.X, 4)}");
        }
    }

    private static void Names(Plot plot, LineSeries[] lines)
    {
        var wanted = lines.Select(line => plot.Y[line.Points[^1].Y] + 4).ToArray();
        var heights = Labels.Spread(wanted, plot.Frame.Top + 4, plot.Frame.Bottom);
        foreach (var (place, line) in lines.Index())
        {
            if (!line.IsGuide && plot.X[line.Points[^1].X] < plot.Frame.Right - 20)
                plot.Svg.Line(plot.X[line.Points[^1].X] + 5, wanted[place] - 4, plot.Frame.Right + 4, heights[place] - 4, "leader");
            plot.Svg.Text(plot.Frame.Right + Gap, heights[place], Labels.Short(line.Name!), TextStyle(line.Color));
        }
    }

    private static string TextStyle(string color) => color switch { "ink" => "strong", "gray" => "soft", _ => $"{color}-text" };
}
