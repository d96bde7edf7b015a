using System.Globalization;
using System.Text.Json;

namespace MLNetUnlearn.Testing.Entries;

/// <summary>An exact number.</summary>
internal sealed record CountEntry(long Value) : Entry
{
    public const string Count = "count";

    public override string Kind => Count;

    public override string Text => Value.ToString(CultureInfo.InvariantCulture);

    public override string? DifferenceFrom(Entry baseline) => Equals(baseline) ? null : $"{Text}; baseline {baseline.Text}.";

    public override void Write(Utf8JsonWriter writer) => writer.WriteNumber(Count, Value);
}
