using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.DataViews;

/// <summary>Reads the key vector of the current row as a plain span, whatever the buffer's representation (dense, sparse,
/// reused).</summary>
internal sealed class KeyVectorReader
{
    private readonly DataViewRow _row;
    private readonly DataViewSchema.Column _column;
    private readonly ulong _keyCount;
    private readonly ValueGetter<VBuffer<uint>> _getter;
    private VBuffer<uint> _buffer;
    private uint[] _items = [];

    /// <summary>A reader of <paramref name="column"/>, which must be an active key vector of <paramref name="row"/>.</summary>
    public KeyVectorReader(DataViewRow row, DataViewSchema.Column column)
    {
        _row = row;
        _column = column;
        _keyCount = KeyColumns.KeyTypeOf(column).Count;
        _getter = row.GetGetter<VBuffer<uint>>(column);
    }

    /// <summary>All slots of the current row's vector, missing items (0) included. Valid until the next call.</summary>
    /// <exception cref="InvalidOperationException">A key is greater than the column's key count.</exception>
    public ReadOnlySpan<uint> ReadSlots()
    {
        _getter(ref _buffer);
        if (_items.Length < _buffer.Length)
            _items = new uint[Math.Max(_buffer.Length, 2 * _items.Length)];
        _buffer.CopyTo(_items.AsSpan(0, _buffer.Length));
        ReadOnlySpan<uint> slots = _items.AsSpan(0, _buffer.Length);
        foreach (uint item in slots)
            KeyRange.Check(item, _keyCount, _column.Name, _row);
        return slots;
    }

    /// <summary>The items of the current row's vector: as <see cref="ReadSlots"/> without the missing ones (0). Valid until the next
    /// call.</summary>
    /// <exception cref="InvalidOperationException">A key is greater than the column's key count.</exception>
    public ReadOnlySpan<uint> ReadItems()
    {
        int slots = ReadSlots().Length;
        int count = 0;
        for (int i = 0; i < slots; i++)
        {
            if (_items[i] != 0)
                _items[count++] = _items[i];
        }

        return _items.AsSpan(0, count);
    }
}
