using System.Text.Json;
using MLNetUnlearn.Testing.Entries;

namespace MLNetUnlearn.Testing.Files;

/// <summary>Reads what <see cref="BaselineWriter"/> writes and people edit: nothing unknown is passed over.</summary>
internal static class BaselineReader
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };
    private static readonly string[] Kinds = [LinesEntry.Schema, OrderingEntry.Ordering, CountEntry.Count, LinesEntry.Words];

    /// <exception cref="FormatException">The text is no baseline.</exception>
    public static IReadOnlyList<NamedEntry> Read(string file, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"'{file}' is no baseline: {exception.Message}", exception);
        }
    }

    private static IReadOnlyList<NamedEntry> Read(JsonElement root)
    {
        Allow(root, "The file", BaselineWriter.Version, BaselineWriter.Entries);
        if (!root.TryGetProperty(BaselineWriter.Version, out var version) || version.ValueKind != JsonValueKind.Number)
            throw new FormatException($"It has no {BaselineWriter.Version}.");
        if (version.GetRawText() != $"{BaselineWriter.CurrentVersion}")
            throw new FormatException($"Its version is {version.GetRawText()}; this one reads version {BaselineWriter.CurrentVersion}.");
        return root.TryGetProperty(BaselineWriter.Entries, out var entries)
            ? [.. entries.EnumerateObject().Select(entry => new NamedEntry(entry.Name, Entry(entry.Name, entry.Value)))]
            : throw new FormatException($"It has no {BaselineWriter.Entries}.");
    }

    private static Entry Entry(string name, JsonElement entry)
    {
        var what = $"'{name}'";
        if (entry.TryGetProperty(MetricEntry.Metric, out var metric))
        {
            Allow(entry, what, MetricEntry.Metric, MetricEntry.Below, MetricEntry.Above, MetricEntry.Relative);
            return new MetricEntry(metric.GetDouble(), new Tolerance(
                Number(entry, MetricEntry.Below), Number(entry, MetricEntry.Above),
                entry.TryGetProperty(MetricEntry.Relative, out var relative) && relative.GetBoolean()));
        }
        var kind = Kinds.FirstOrDefault(kind => entry.TryGetProperty(kind, out _))
            ?? throw new FormatException($"{what} is none of schema, metric, ordering, count and text.");
        Allow(entry, what, kind);
        var value = entry.GetProperty(kind);
        return kind switch
        {
            CountEntry.Count => new CountEntry(value.GetInt64()),
            OrderingEntry.Ordering => new OrderingEntry(Texts(value), new Dictionary<string, double>()),
            _ => new LinesEntry(kind, Texts(value)),
        };
    }

    private static double? Number(JsonElement entry, string name) => entry.TryGetProperty(name, out var number) ? number.GetDouble() : null;

    private static string[] Texts(JsonElement texts) => texts.ValueKind == JsonValueKind.String
        ? [texts.GetString()!]
        : [.. texts.EnumerateArray().Select(text => text.GetString() ?? throw new FormatException("A text is null."))];

    private static void Allow(JsonElement element, string what, params string[] names)
    {
        var unknown = element.EnumerateObject().Select(property => property.Name).Except(names).ToArray();
        if (unknown.Length > 0)
            throw new FormatException($"{what} has '{string.Join("', '", unknown)}'; there can only be {string.Join(", ", names)}.");
    }
}
