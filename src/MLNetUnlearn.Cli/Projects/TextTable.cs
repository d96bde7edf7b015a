using System.Buffers;
using CsvHelper;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>Small tables as text: tabs, or commas with quotes as in RFC 4180.</summary>
internal static class TextTable
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\t\r\n ");

    /// <summary>The lines that are not empty, with their numbers.</summary>
    public static IEnumerable<(long Line, string[] Fields)> Read(string path)
    {
        var first = File.ReadLines(path).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
        var separator = first.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        using var reader = CsvReader.FromFile(path, new CsvReaderOptions
        {
            Separator = separator,
            Mode = separator == ',' ? CsvMode.Rfc4180 : CsvMode.NoEscape,
            AllowLineBreaksInQuotes = false,
            HasHeader = false,
            TrackLineNumbers = true,
        });
        while (reader.Read())
        {
            string[] fields = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
            if (fields.Any(field => !string.IsNullOrWhiteSpace(field)))
                yield return (reader.LineNumber, fields);
        }
    }

    /// <summary>A line of commas.</summary>
    public static string Line(params IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted)) + "\n";

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(Special) < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
