using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Holds the current value of a column.
internal abstract class TextPipe
{
    public static TextPipe Create(TextColumn column, DataViewRow row)
    {
        var kind = column.IsVector ? typeof(VectorTextPipe<>) : typeof(ScalarTextPipe<>);
        return (TextPipe)Activator.CreateInstance(kind.MakeGenericType(column.ItemType.RawType), column, row)!;
    }

    public abstract void Read(TextFields fields, long line, ParseStatistics statistics);

    public abstract Delegate CreateGetter();
}

internal abstract class TextPipe<T>(TextColumn column, DataViewRow row) : TextPipe
{
    private readonly TryParse<T> _tryParse = TextParsers.For<T>(column.ItemType);
    private readonly bool _hasMissingValue = TextParsers.HasMissingValue(column.ItemType);

    protected TextColumn Column => column;

    protected T Parse(ReadOnlyMemory<char> text, long line, ParseStatistics statistics)
    {
        if (!_tryParse(text, out var value))
        {
            if (!_hasMissingValue)
                throw new FormatException($"Value '{text}' at line {line} in column {column.Name} is not of type {column.ItemType}.");
            statistics.BadValue(line, column.Name);
        }
        return value;
    }

    protected void CheckRow() => Contracts.Check(row.Position >= 0, "There is no current row.");
}

internal sealed class ScalarTextPipe<T>(TextColumn column, DataViewRow row) : TextPipe<T>(column, row)
{
    private T _value = default!;

    public override void Read(TextFields fields, long line, ParseStatistics statistics)
    {
        var index = Column.Ranges[0].First;
        _value = fields.TryGet(fields.Find(index), index, out _, out var text) ? Parse(text, line, statistics) : default!;
    }

    public override Delegate CreateGetter() => (ValueGetter<T>)((ref T value) =>
    {
        CheckRow();
        value = _value;
    });
}

// Sparse when no more than half of the fields are there, as in ML.NET, for readers have to cope with both.
internal sealed class VectorTextPipe<T>(TextColumn column, DataViewRow row) : TextPipe<T>(column, row)
{
    private readonly T[] _dense = new T[column.Size];
    private readonly T[] _sparse = new T[column.Size / 2];
    private readonly int[] _slots = new int[column.Size / 2];
    private int _sparseCount;
    private bool _isDense;

    public override void Read(TextFields fields, long line, ParseStatistics statistics)
    {
        _sparseCount = 0;
        _isDense = false;
        var slot = 0;
        foreach (var range in Column.Ranges)
        {
            for (var position = fields.Find(range.First); fields.TryGet(position, range.Last, out var index, out var text); position++)
                Add(slot + index - range.First, Parse(text, line, statistics));
            slot += range.Count;
        }
    }

    public override Delegate CreateGetter() => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
    {
        CheckRow();
        var editor = VBufferEditor.Create(ref value, Column.Size, _isDense ? Column.Size : _sparseCount);
        (_isDense ? _dense : _sparse.AsSpan(0, _sparseCount)).CopyTo(editor.Values);
        if (!_isDense)
            _slots.AsSpan(0, _sparseCount).CopyTo(editor.Indices);
        value = editor.Commit();
    });

    private void Add(int slot, T value)
    {
        if (!_isDense && _sparseCount < _sparse.Length)
        {
            _slots[_sparseCount] = slot;
            _sparse[_sparseCount++] = value;
            return;
        }
        if (!_isDense)
        {
            Array.Clear(_dense);
            for (var i = 0; i < _sparseCount; i++)
                _dense[_slots[i]] = _sparse[i];
            _isDense = true;
        }
        _dense[slot] = value;
    }
}
