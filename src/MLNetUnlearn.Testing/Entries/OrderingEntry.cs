using System.Text.Json;

namespace MLNetUnlearn.Testing.Entries;

/// <summary>Names from the highest figure to the lowest; the figures themselves are known only of what is compared.</summary>
internal sealed record OrderingEntry(IReadOnlyList<string> Names, IReadOnlyDictionary<string, double> Values) : Entry
{
    public const string Ordering = "ordering";

    public override string Kind => Ordering;

    public override string Text => string.Join(" ≥ ", Names.Select(Shown));

    public static OrderingEntry Of((string Name, double Value)[] figures)
    {
        var values = figures.ToDictionary(figure => figure.Name, figure => Digits.Round(figure.Value));
        return new OrderingEntry([.. figures.Select(figure => figure.Name).OrderByDescending(name => values[name])], values);
    }

    public override string? DifferenceFrom(Entry baseline)
    {
        var before = ((OrderingEntry)baseline).Names;
        var holds = before.Count == Names.Count && before.All(Values.ContainsKey)
            && before.Zip(before.Skip(1)).All(pair => Values[pair.First] >= Values[pair.Second]);
        return holds ? null : $"{Text}; baseline {baseline.Text}.";
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray(Ordering);
        foreach (var name in Names)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
    }

    private string Shown(string name) => Values.TryGetValue(name, out var value) ? $"{name} ({Digits.Text(value)})" : name;
}
