namespace MLNetUnlearn.Reporting.Charts;

/// <summary>Bars from left to right, as many rows as there are names.</summary>
internal static class BarChart
{
    private const double KeyHeight = 28;
    private const double Thick = 13;
    private const double Between = 12;
    private const double Below = 44;

    /// <param name="id">See <see cref="Chart"/>.</param>
    /// <param name="title">See <see cref="Chart"/>.</param>
    /// <param name="description">See <see cref="Chart"/>.</param>
    /// <param name="axis">What bars are as long as.</param>
    /// <param name="keys">Colors and what they mean; none where names say it all.</param>
    /// <param name="rows">At least one.</param>
    /// <param name="guides">Colors, values and names of dashed lines.</param>
    /// <param name="logarithmic">Whether the axis is; values are then above 0.</param>
    public static Chart Draw(
        string id, string title, string description, string axis, IReadOnlyList<(string Color, string Name)> keys,
        IReadOnlyList<BarRow> rows, IReadOnlyList<(string Color, double Value)> guides, bool logarithmic = false)
    {
        var svg = new Svg();
        var top = keys.Count == 0 ? 6 : KeyHeight;
        var values = rows.SelectMany(row => row.Bars).Select(bar => bar.Value).Concat(guides.Select(guide => guide.Value));
        var left = Math.Max(60, rows.Max(row => Labels.Width(Labels.Short(row.Name))) + 10);
        var right = Plot.Width - 20 - rows.SelectMany(row => row.Bars).Max(bar => Labels.Width(bar.Text));
        var scale = logarithmic ? Scale.Log(values, left, right, isOfBars: true) : Scale.Linear(values.Append(0), left, right);
        var bottom = top + rows.Sum(row => row.Bars.Count * Thick + Between);
        foreach (var tick in scale.Ticks)
            svg.Line(scale[tick], top, scale[tick], bottom, "grid");
        foreach (var tick in Labels.WithRoom(scale))
            svg.Text(scale[tick], bottom + 16, scale.Text(tick), "soft", "middle");
        Keys(svg, keys);
        foreach (var guide in guides)
            svg.Path([(scale[guide.Value], top), (scale[guide.Value], bottom)], $"{guide.Color} dashed thin");
        var y = top + Between / 2;
        foreach (var row in rows)
        {
            svg.Text(left - 8, y + row.Bars.Count * Thick / 2 + 4, Labels.Short(row.Name), "", "end");
            foreach (var bar in row.Bars)
            {
                var (from, to) = (scale[logarithmic ? scale.Ticks[0] : 0], scale[bar.Value]);
                svg.Rectangle(Math.Min(from, to), y + 1, Math.Abs(to - from), Thick - 2, $"{bar.Color}-fill", $"{row.Name}: {bar.Text}");
                // Where dashed lines would go through the numbers, these stand in a column beside.
                svg.Text((guides.Count > 0 ? right : Math.Max(from, to)) + 5, y + Thick - 3, bar.Text, "small");
                y += Thick;
            }
            y += Between;
        }
        svg.Text(right, bottom + Below - 10, axis, "soft", "end");
        return new(id, title, description, Plot.Width, bottom + Below, svg.Elements);
    }

    private static void Keys(Svg svg, IReadOnlyList<(string Color, string Name)> keys)
    {
        var x = 0.0;
        foreach (var (color, name) in keys)
        {
            svg.Rectangle(x, 6, 11, 11, color + "-fill");
            svg.Text(x + 16, 16, name, color == "ink" || color == "gray" ? "strong" : color + "-text");
            x += 34 + Labels.BoldWidth(name);
        }
    }
}
