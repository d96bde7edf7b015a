using CsvHelper;

namespace MLNetUnlearn.Sequences;

/// <summary>Reads interaction logs from text files.</summary>
/// <remarks>
/// Columns are separated by tabs, commas or blanks, whichever the first line has, in this order of preference. With commas, fields may be
/// quoted (RFC 4180). A first line that names a user column (<c>user</c>, <c>userid</c>, <c>user_id</c>) and an item column (<c>item</c>,
/// <c>itemid</c>, <c>item_id</c>), in any case, is a header: it may also name a time column (<c>timestamp</c>, <c>time</c>), columns may
/// come in any
/// order, and others are ignored. Without header there are two columns (user item) or three (user item timestamp). Times are whole numbers
/// that fit 64 bits, or dates of ISO 8601 (2024-05-01, 2024-05-01 12:30:00, 2024-05-01T12:30:00Z), which become Unix milliseconds. Empty
/// lines are skipped.
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
    public static InteractionLog Read(string path) => Read(path, new InteractionFileOptions());

    /// <summary>Reads a file whose columns have other names, or some of whose lines are bad.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="options">Names of columns, and what happens to bad lines.</param>
    /// <returns>The interactions, whether they have times, and what was passed over.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty, or a name of the options is.</exception>
    /// <inheritdoc cref="Read(string)" path="/exception[@cref='T:System.IO.FileNotFoundException']"/>
    /// <exception cref="InvalidOperationException">The file holds no interactions, its columns cannot be told or are not there, or lines
    /// are bad and not to be passed over.</exception>
    public static InteractionLog Read(string path, InteractionFileOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
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
        return ReadLines(reader, path, options, skipsEmptyFields: separator == ' ');
    }

    private static InteractionLog ReadLines(CsvReader reader, string path, InteractionFileOptions options, bool skipsEmptyFields)
    {
        List<Interaction> interactions = [];
        List<SkippedLine> bad = [];
        int lines = 0;
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
                columns = InteractionColumns.FromFirstLine(fields, path, options);
                if (columns.IsHeader)
                    continue;
            }

            lines++;
            if (columns.TryRead(fields, out Interaction? interaction, out string? problem))
                interactions.Add(interaction);
            else
                bad.Add(new SkippedLine(reader.LineNumber, problem));
        }

        if (bad.Count > 0 && (!options.SkipBadLines || interactions.Count == 0))
        {
            string examples = string.Join("; ", bad.Take(ExamplesInMessage).Select(line => $"line {line.Number}: {line.Problem}"));
            string rest = bad.Count > ExamplesInMessage ? $"; and {bad.Count - ExamplesInMessage} more" : "";
            throw new InvalidOperationException(
                $"{bad.Count} of {lines} lines of the interaction file '{path}' are bad: {examples}{rest}.");
        }

        return interactions.Count > 0
            ? new InteractionLog(interactions, columns!.HasTime) { SkippedLines = bad }
            : throw new InvalidOperationException($"The interaction file '{path}' holds no interactions.");
    }
}
