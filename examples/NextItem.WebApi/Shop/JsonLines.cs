using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NextItem.WebApi.Shop;

/// <summary>Reads what was written a line each.</summary>
internal static class JsonLines
{
    /// <exception cref="FormatException">A line is damaged; the message has its file and number.</exception>
    public static IEnumerable<T> Read<T>(string file, JsonTypeInfo<T> type)
        where T : class
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
            yield return Parse(file, ++number, () => JsonSerializer.Deserialize(line, type));
    }

    /// <summary>Reads a line, whose file and number are for the message.</summary>
    /// <exception cref="FormatException">It is damaged.</exception>
    public static T Parse<T>(string file, int number, Func<T?> parse)
        where T : class
    {
        try
        {
            return parse() ?? throw new JsonException();
        }
        catch (JsonException problem)
        {
            throw new FormatException($"Line {number} of '{file}' is damaged.", problem);
        }
    }
}
