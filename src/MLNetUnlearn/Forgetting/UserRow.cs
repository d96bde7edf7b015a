using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Forgetting;

/// <summary>Reads the columns of one user's row into plain arrays.</summary>
internal sealed class UserRow
{
    private readonly DataViewRow _row;
    private readonly PartitionColumns _columns;
    private readonly KeyVectorReader _sequence;
    private readonly ValueGetter<ReadOnlyMemory<char>> _user;
    private readonly ValueGetter<uint>? _validation;
    private readonly ValueGetter<uint>? _test;
    private readonly ValueGetter<VBuffer<long>>? _times;
    private VBuffer<long> _timeBuffer;
    private long[] _timeValues = [];
    private uint[] _items = [];
    private ReadOnlyMemory<char> _userValue;

    public UserRow(DataViewRow row, PartitionColumns columns)
    {
        _row = row;
        _columns = columns;
        _sequence = new KeyVectorReader(row, columns.Sequence);
        _user = IdTexts.CreateGetter(row, columns.User);
        _validation = columns.Validation is { } validation ? row.GetGetter<uint>(validation) : null;
        _test = columns.Test is { } test ? row.GetGetter<uint>(test) : null;
        _times = columns.Times is { } times ? row.GetGetter<VBuffer<long>>(times) : null;
    }

    /// <summary>Whether the data has times.</summary>
    public bool HasTimes => _times is not null;

    public ReadOnlySpan<char> User => _userValue.Span;

    /// <summary>The number of items of the sequence.</summary>
    public int Length { get; private set; }

    /// <summary>The items of the sequence, none of them missing.</summary>
    public ReadOnlySpan<uint> Items => _items.AsSpan(0, Length);

    /// <summary>The times of <see cref="Items"/>, then those of the validation and the test item, as far as the data has them.</summary>
    public ReadOnlySpan<long> Times => _timeValues.AsSpan(0, TimeCount);

    public int TimeCount { get; private set; }

    public uint Validation { get; private set; }

    public uint Test { get; private set; }

    /// <summary>The time of the validation item, or null when it is not known.</summary>
    public long? ValidationTime => Validation != 0 && TimeCount > Length ? _timeValues[Length] : null;

    /// <summary>The time of the test item, or null when it is not known.</summary>
    public long? TestTime
    {
        get
        {
            int place = Length + (Validation == 0 ? 0 : 1); // held-out items that are missing have no time
            return Test != 0 && TimeCount > place ? _timeValues[place] : null;
        }
    }

    /// <summary>Reads the current row.</summary>
    /// <exception cref="InvalidOperationException">A key is out of range, or there are fewer times than items.</exception>
    public void Read()
    {
        _user(ref _userValue);
        Validation = ReadItem(_validation, _columns.Validation);
        Test = ReadItem(_test, _columns.Test);
        ReadOnlySpan<uint> slots = _sequence.ReadSlots();
        ReadTimes(slots.Length);
        if (_items.Length < slots.Length)
            _items = new uint[Math.Max(slots.Length, 2 * _items.Length)];
        Length = 0;
        int place = 0;
        foreach (uint item in slots)
        {
            if (item != 0)
            {
                _items[Length] = item;
                if (HasTimes)
                    _timeValues[Length] = _timeValues[place];
                Length++;
            }

            place++;
        }

        if (HasTimes)
        {
            int missing = slots.Length - Length; // their times go with them
            _timeValues.AsSpan(slots.Length..TimeCount).CopyTo(_timeValues.AsSpan(Length));
            TimeCount -= missing;
        }
    }

    private uint ReadItem(ValueGetter<uint>? getter, DataViewSchema.Column? column)
    {
        uint item = 0;
        if (getter is not null)
        {
            getter(ref item);
            KeyRange.Check(item, KeyColumns.KeyTypeOf(column!.Value).Count, column.Value.Name, _row);
        }

        return item;
    }

    private void ReadTimes(int slots)
    {
        TimeCount = 0;
        if (_times is null)
            return;
        _times(ref _timeBuffer);
        TimeCount = _timeBuffer.Length;
        if (TimeCount < slots)
        {
            throw new InvalidOperationException($"Row {_row.Position}: column '{_columns.Times!.Value.Name}' holds {TimeCount} times "
                + $"for the {slots} items of column '{_columns.Sequence.Name}'; it must hold at least one per item.");
        }

        if (_timeValues.Length < TimeCount)
            _timeValues = new long[Math.Max(TimeCount, 2 * _timeValues.Length)];
        _timeBuffer.CopyTo(_timeValues.AsSpan(0, TimeCount));
    }
}
