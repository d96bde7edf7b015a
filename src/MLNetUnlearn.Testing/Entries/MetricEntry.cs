using System.Text.Json;

namespace MLNetUnlearn.Testing.Entries;

/// <summary>A figure of six significant digits, and how far from it others may be.</summary>
internal sealed record MetricEntry(double Value, Tolerance Tolerance) : Entry
{
    public const string Metric = "metric";
    public const string Below = "below";
    public const string Above = "above";
    public const string Relative = "relative";

    public override string Kind => Metric;

    public override string Text => Digits.Text(Value);

    private double? Least => Tolerance.Below is { } below ? Digits.Round(Value - (below * Unit)) : null;

    private double? Most => Tolerance.Above is { } above ? Digits.Round(Value + (above * Unit)) : null;

    private double Unit => Tolerance.IsRelative ? Math.Abs(Value) : 1;

    public override string? DifferenceFrom(Entry baseline) =>
        baseline is MetricEntry metric && !(Value < metric.Least) && !(Value > metric.Most)
            ? null
            : $"{Text}; baseline {baseline.Text}, allowed {((MetricEntry)baseline).Band}.";

    public override Entry InPlaceOf(Entry baseline) => this with { Tolerance = ((MetricEntry)baseline).Tolerance };

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteNumber(Metric, Value);
        if (Tolerance.Below is { } below)
            writer.WriteNumber(Below, below);
        if (Tolerance.Above is { } above)
            writer.WriteNumber(Above, above);
        if (Tolerance.IsRelative)
            writer.WriteBoolean(Relative, true);
    }

    private string Band => (Least, Most) switch
    {
        ({ } least, { } most) => $"{Digits.Text(least)} to {Digits.Text(most)}",
        ({ } least, null) => $"at least {Digits.Text(least)}",
        _ => $"at most {Digits.Text(Most!.Value)}",
    };
}
