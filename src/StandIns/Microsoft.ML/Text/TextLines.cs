namespace Microsoft.ML.Data;

// The lines of files that are rows: no header, no blank ones, no comments.
internal static class TextLines
{
    public static IEnumerable<(string Text, long Number)> Read(IMultiStreamSource source, TextLoader.Options options)
    {
        var remaining = options.MaxRows ?? long.MaxValue;
        for (var file = 0; file < source.Count && remaining > 0; file++)
        {
            using var reader = source.OpenTextReader(file);
            var number = 0L;
            var isFirst = true;
            while (remaining > 0 && reader.ReadLine() is { } text)
            {
                number++;
                if (text.Length == 0 || text.StartsWith("//", StringComparison.Ordinal) || isFirst && text[0] == '#')
                    continue;
                if (!isFirst || !options.HasHeader)
                {
                    remaining--;
                    yield return (text, number);
                }
                isFirst = false;
            }
        }
    }
}
