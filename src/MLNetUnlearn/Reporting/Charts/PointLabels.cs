namespace MLNetUnlearn.Reporting.Charts;

/// <summary>
/// Places names beside points so that none covers a point, another name or the frame; far ones get a line to their point.
/// </summary>
internal sealed class PointLabels(Box frame)
{
    private const double Height = 14;

    private const int Directions = 24;

    private static readonly double[] _distances = [9, 20, 34, 50, 70, 95, 125, 160, 200, 250, 300];

    private readonly List<Box> _taken = [];
    private readonly Svg _leaders = new();
    private readonly Svg _names = new();

    /// <summary>What was placed, the lines below the names.</summary>
    public string Elements => _leaders.Elements + _names.Elements;

    /// <summary>Keeps names off a mark.</summary>
    public void Avoid(double x, double y, double radius) => _taken.Add(new(x - radius, y - radius, 2 * radius, 2 * radius));

    /// <summary>Places a name near a point; where there is no room at all it is left out, and <see langword="false"/>.</summary>
    public bool Place(double x, double y, string name, string style)
    {
        var width = style == "small" ? Labels.Width(name) : Labels.BoldWidth(name);
        foreach (var distance in _distances)
        {
            foreach (var angle in Enumerable.Range(0, Directions))
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * angle / Directions);
                var (anchorX, anchorY) = (x + distance * cosine, y - distance * sine);
                var left = cosine > 0.3 ? anchorX : cosine < -0.3 ? anchorX - width : anchorX - width / 2;
                var box = new Box(left, anchorY - Height / 2, width, Height);
                if (!box.IsWithin(frame) || _taken.Any(box.Meets))
                    continue;
                _taken.Add(box);
                if (distance > 15)
                    _leaders.Line(x + 5 * cosine, y - 5 * sine, x + (distance - 2) * cosine, y - (distance - 2) * sine, "leader");
                _names.Text(left, anchorY + 4, name, style);
                return true;
            }
        }
        return false;
    }
}
