namespace MLNetUnlearn.Reporting.Charts;

/// <summary>A name and its bars, one below the other.</summary>
/// <param name="Name">The name at the left.</param>
/// <param name="Bars">Color, value and the text at the bar's end.</param>
internal sealed record BarRow(string Name, IReadOnlyList<(string Color, double Value, string Text)> Bars);
