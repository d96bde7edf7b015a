using CsvHelper;

namespace MLNetUnlearn.Sequences;

/// <summary>Reads interaction logs from text files.</summary>
/// <remarks>
/// Columns are separated by tabs, commas or blanks, whichever the first line has, in this order of preference. With commas, fields may be
/// quoted (RFC 4180). A first line that names a user column (<c>user</c>, <c>userid</c>, <c>user_id</c>) and an item column (<c>item</c>,
/// <c>itemid</c>, <c>item_id</c>), in any case, is a header: it may also name a time column (<c>timestamp</c>, <c>time</c>), columns may
/// come in any
/// order, and others are ignored. Without header there are two columns (user item) or three (user item timestamp). Times are whole numbers
/// that fit 64 bits. Empty lines are skipped.
/// </remarks>
public static class InteractionFile
{
    private const int ExamplesInMessage = 5;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <returns>The interactions, and whether they have times.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidOperationException">The file is empty, its columns cannot be told, or lines are bad; the message says how
    /// many and
    /// gives the first few with line number and value.</exception>
    public static InteractionLog Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no interaction file '{path}'.", path);
        char separator = InteractionColumns.SeparatorOf(File.ReadLines(path)
            .FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "");
        using CsvReader reader = CsvReader.FromFile(path, new CsvReaderOptions
        {
            Separator = separator,
            Mode = separator == ',' ? CsvMode.Rfc4180 : CsvMode.NoEscape,
            AllowLineBreaksInQuotes = false, // one stray quote must not swallow the rest of the file
            HasHeader = false, // whether there is one is for us to see
            TrackLineNumbers = true,
            PoolStrings = true, // most ids come many times
        });
        return ReadLines(reader, path, skipsEmptyFields: separator == ' ');
    }

    private static InteractionLog ReadLines(CsvReader reader, string path, bool skipsEmptyFields)
    {
        List<Interaction> interactions = [];
        List<string> examples = [];
        int lines = 0, badLines = 0;
        InteractionColumns? columns = null;
        List<string> fields = [];
        while (reader.Read())
        {
            fields.Clear();
            for (int i = 0; i < reader.FieldCount; i++)
            {
                if (!skipsEmptyFields || !reader.IsEmpty(i))
                    fields.Add(reader.GetString(i));
            }

            if (fields.Count == 0 || (fields.Count == 1 && string.IsNullOrWhiteSpace(fields[0])))
                continue;
            if (columns is null)
            {
                columns = InteractionColumns.FromFirstLine(fields, path);
                if (columns.IsHeader)
                    continue;
            }

            lines++;
            if (columns.TryRead(fields, out Interaction? interaction, out string? problem))
                interactions.Add(interaction);
            else if (++badLines <= ExamplesInMessage)
                examples.Add($"line {reader.LineNumber}: {problem}");
        }

        if (badLines > 0)
        {
            string rest = badLines > ExamplesInMessage ? $"; and {badLines - ExamplesInMessage} more" : "";
            throw new InvalidOperationException(
                $"{badLines} of {lines} lines of the interaction file '{path}' are bad: {string.Join("; ", examples)}{rest}.");
        }

        return interactions.Count > 0
            ? new InteractionLog(interactions, columns!.HasTime)
            : throw new InvalidOperationException($"The interaction file '{path}' holds no interactions.");
    }
}
