namespace MLNetUnlearn.Reporting.Charts;

/// <summary>A line with its name at its end.</summary>
/// <param name="Name">Its name; a line without one is not labelled, such as a further seed.</param>
/// <param name="Color"><c>blue</c>, <c>orange</c>, <c>ink</c> or <c>gray</c>.</param>
/// <param name="Points">From left to right; at least one.</param>
internal sealed record LineSeries(string? Name, string Color, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Further classes of the line, such as <c>dashed</c>.</summary>
    public string Stroke { get; init; } = "";

    /// <summary>Whether points have marks.</summary>
    public bool HasMarks { get; init; }

    /// <summary>Each point's interval, where it has one.</summary>
    public IReadOnlyList<(double Low, double High)?> Intervals { get; init; } = [];

    /// <summary>Whether it is the same value everywhere: drawn from side to side.</summary>
    public bool IsGuide { get; init; }

    /// <summary>A value that others are compared with.</summary>
    public static LineSeries Guide(string name, string color, double y, string stroke = "dashed") =>
        new(name, color, [(double.NaN, y)]) { IsGuide = true, Stroke = stroke + " thin" };
}
