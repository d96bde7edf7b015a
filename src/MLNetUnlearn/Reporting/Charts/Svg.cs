using System.Text;

namespace MLNetUnlearn.Reporting.Charts;

/// <summary>
/// Writes the elements of a drawing; coordinates are pixels from the upper left corner, colours are classes of <see cref="ChartStyle"/>.
/// </summary>
internal sealed class Svg
{
    private readonly StringBuilder _elements = new();

    /// <summary>All elements so far.</summary>
    public string Elements => _elements.ToString();

    public void Line(double x1, double y1, double x2, double y2, string style) => Add(
        $"<line class=\"{style}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"/>");

    public void Path(IEnumerable<(double X, double Y)> points, string style)
    {
        var steps = points.Select((point, place) => $"{(place == 0 ? 'M' : 'L')}{N(point.X)} {N(point.Y)}");
        Add($"<path class=\"{style}\" d=\"{string.Join(" ", steps)}\"/>");
    }

    public void Rectangle(double x, double y, double width, double height, string style, string? tip = null) => Add(
        $"<rect class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"", "rect", tip);

    public void Circle(double x, double y, double radius, string style, string? tip = null) => Add(
        $"<circle class=\"{style}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"", "circle", tip);

    public void Diamond(double x, double y, double radius, string style, string? tip = null) => Add(
        $"<path class=\"{style}\" d=\"M{N(x)} {N(y - radius)} L{N(x + radius)} {N(y)} L{N(x)} {N(y + radius)} L{N(x - radius)} {N(y)} Z\"",
        "path", tip);

    public void Text(double x, double y, string text, string style, string anchor = "start") => Add(
        $"<text class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\">{Markup.Escape(text)}</text>");

    /// <summary>Names that were placed beside points.</summary>
    public void Add(PointLabels labels) => _elements.Append(labels.Elements);

    private void Add(string start, string name, string? tip) =>
        Add(tip is null ? start + "/>" : $"{start}><title>{Markup.Escape(tip)}</title></{name}>");

    private void Add(string element) => _elements.Append("  ").Append(element).Append('\n');

    private static string N(double value) => Markup.Number(value);
}
