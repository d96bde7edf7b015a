namespace Microsoft.ML.Data;

// Collects the fields of a line, dense ones and then, if allowed, sparse ones.
internal sealed class LineParser(TextLoader.Options options, int lastNeeded, ParseStatistics statistics)
{
    private readonly FieldScanner _scanner = new(options);

    public TextFields Fields { get; } = new();

    public void Parse(string line, long lineNumber)
    {
        Fields.Clear();
        var text = line.AsMemory();
        _scanner.Start(options.TrimWhitespace ? text.TrimEnd() : text);

        // One more than needed, for it may turn out to be a number of sparse fields.
        var last = options.AllowSparse ? lastNeeded + 1 : lastNeeded;
        var more = true;
        for (var index = 0; more && index <= last; index++)
        {
            more = Next(lineNumber);
            if (_scanner.Index >= 0)
            {
                ParseSparse(more, index, lineNumber);
                return;
            }
            Fields.Add(index, _scanner.Text);
        }
    }

    // Sparse fields count from where the dense ones end. Without a known line size, the last dense field says how many there are.
    private void ParseSparse(bool more, int denseCount, long lineNumber)
    {
        var size = (options.InputSize ?? 0) - Fields.Count;
        var start = Fields.Count;
        if (options.InputSize is null or 0)
        {
            if (Fields.Count == 0 || Fields.LastIndex != denseCount - 1 || !TextParsers.TryParse(Fields.LastText, out size) || size <= 0)
            {
                statistics.BadFormat(lineNumber, "the number of sparse fields is missing");
                return;
            }
            start = Fields.LastIndex;
            Fields.RemoveLast();
        }
        for (var previous = -1; ; more = Next(lineNumber))
        {
            var problem = _scanner.Index < 0 ? "a dense field follows a sparse one"
                : _scanner.Index >= size ? "a sparse field's index is too large"
                : _scanner.Index <= previous ? "sparse fields are out of order"
                : null;
            if (problem is not null)
            {
                statistics.BadFormat(lineNumber, problem);
                return;
            }
            previous = _scanner.Index;
            Fields.Add(start + previous, _scanner.Text);
            if (!more)
                return;
        }
    }

    private bool Next(long lineNumber)
    {
        var more = _scanner.Next();
        if (_scanner.IsBadlyQuoted)
            statistics.BadFormat(lineNumber, "illegal quoting");
        return more;
    }
}
