using System.Text.Json;

namespace MLNetUnlearn.Testing.Entries;

/// <summary>A schema, a line for each column, or a text.</summary>
internal sealed record LinesEntry(string Is, IReadOnlyList<string> Lines) : Entry
{
    public const string Schema = "schema";
    public const string Words = "text";
    private const string Indent = "\n    ";

    public override string Kind => Is;

    public override string Text => Is == Words && Lines.Count == 1 ? $"\"{Lines[0]}\"" : Indented(Lines);

    public override string? DifferenceFrom(Entry baseline)
    {
        var before = ((LinesEntry)baseline).Lines;
        if (before.SequenceEqual(Lines))
            return null;
        var changes = Less(before, Lines).Select(line => "- " + line).Concat(Less(Lines, before).Select(line => "+ " + line)).ToArray();
        return changes.Length == 0
            ? "the lines of the baseline in another order." + Indented(Lines)
            : "- baseline, + now:" + Indented(changes);
    }

    public override void Write(Utf8JsonWriter writer)
    {
        if (Is == Words && Lines.Count == 1)
        {
            writer.WriteString(Is, Lines[0]);
            return;
        }
        writer.WriteStartArray(Is);
        foreach (var line in Lines)
            writer.WriteStringValue(line);
        writer.WriteEndArray();
    }

    private static string Indented(IEnumerable<string> lines) => string.Concat(lines.Select(line => Indent + line));

    // As often as they stand there: one of two equal lines can be missing.
    private static IEnumerable<string> Less(IReadOnlyList<string> lines, IReadOnlyList<string> others)
    {
        var left = others.GroupBy(line => line).ToDictionary(group => group.Key, group => group.Count());
        foreach (var line in lines)
        {
            var count = left.GetValueOrDefault(line);
            left[line] = count - 1;
            if (count <= 0)
                yield return line;
        }
    }
}
