using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal sealed class TextCursor : RootCursor
{
    private readonly TextPipe?[] _pipes;
    private readonly Delegate?[] _getters;
    private readonly LineParser _parser;
    private readonly ParseStatistics _statistics;
    private readonly IEnumerator<(string Text, long Number)> _lines;
    private bool _disposed;

    public TextCursor(IHost host, TextLoader.Options options, TextColumn[] columns, DataViewSchema schema, bool[] active,
        IMultiStreamSource source)
    {
        Schema = schema;
        _pipes = [.. columns.Select((column, i) => active[i] ? TextPipe.Create(column, this) : null)];
        _getters = Array.ConvertAll(_pipes, static pipe => pipe?.CreateGetter());
        var lastNeeded = columns.Where((_, i) => active[i])
            .SelectMany(static column => column.Ranges)
            .Select(static range => range.Last)
            .DefaultIfEmpty().Max();
        if (options.InputSize > 0)
            lastNeeded = Math.Min(lastNeeded, options.InputSize.Value - 1);
        _statistics = new ParseStatistics(host.Start("ParseStats"));
        _parser = new LineParser(options, lastNeeded, _statistics);
        _lines = TextLines.Read(source, options).GetEnumerator();
    }

    public override DataViewSchema Schema { get; }

    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        Contracts.Check(column.Index < _getters.Length, $"There is no column {column.Index}.");
        return _getters[column.Index] is not null;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Contracts.CheckParam(column.Index < _getters.Length, nameof(column), $"There is no column {column.Index}.");
        Contracts.Check(IsColumnActive(column), $"Column '{column.Name}' is not active.");
        return ActiveColumns.Cast<TValue>(_getters[column.Index]!, column);
    }

    protected override bool MoveNextCore()
    {
        if (!MoveNextLine())
            return false;
        var (text, number) = _lines.Current;
        _parser.Parse(text, number);
        foreach (var pipe in _pipes)
            pipe?.Read(_parser.Fields, number, _statistics);
        _statistics.Row();
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _lines.Dispose();
            _statistics.Dispose();
        }
        _disposed = true;
        base.Dispose(disposing);
    }

    private bool MoveNextLine()
    {
        try
        {
            return _lines.MoveNext();
        }
        catch (IOException error)
        {
            throw new FormatException("The text cannot be read.", error);
        }
    }
}
