using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

internal abstract class KeyedValues
{
    public abstract Delegate CreateGetter(DataViewRow input);
}

// The values that the keys of a column stand for; missing keys become missing values, or the default where a type has none.
internal sealed class KeyedValues<TKey, TValue> : KeyedValues
    where TKey : struct, IBinaryInteger<TKey>
{
    private readonly DataViewSchema.Column _column;
    private readonly TValue[] _values;
    private readonly TValue _missing = typeof(TValue) == typeof(float) ? (TValue)(object)float.NaN
        : typeof(TValue) == typeof(double) ? (TValue)(object)double.NaN
        : default!;

    public KeyedValues(DataViewSchema.Column column)
    {
        _column = column;
        VBuffer<TValue> values = default;
        column.GetKeyValues(ref values);
        _values = [.. values.DenseValues()];
    }

    public override Delegate CreateGetter(DataViewRow input) => _column.Type is VectorDataViewType ? ForVectors(input) : ForScalars(input);

    private ValueGetter<TValue> ForScalars(DataViewRow input)
    {
        var get = input.GetGetter<TKey>(_column);
        TKey key = default;
        return (ref TValue value) =>
        {
            get(ref key);
            value = ValueOf(key);
        };
    }

    private ValueGetter<VBuffer<TValue>> ForVectors(DataViewRow input)
    {
        var get = input.GetGetter<VBuffer<TKey>>(_column);
        VBuffer<TKey> keys = default;
        return (ref VBuffer<TValue> values) =>
        {
            get(ref keys);
            if (keys.IsDense || !IsDefault(_missing))
                MapDense(keys, ref values);
            else
                MapSparse(keys, ref values);
        };
    }

    private void MapDense(in VBuffer<TKey> keys, ref VBuffer<TValue> values)
    {
        var editor = VBufferEditor.Create(ref values, keys.Length);
        editor.Values.Fill(_missing);
        foreach (var (slot, key) in keys.Items())
            editor.Values[slot] = ValueOf(key);
        values = editor.Commit();
    }

    private void MapSparse(in VBuffer<TKey> keys, ref VBuffer<TValue> values)
    {
        var editor = VBufferEditor.Create(ref values, keys.Length, keys.GetValues().Length);
        var count = 0;
        foreach (var (slot, key) in keys.Items())
        {
            var value = ValueOf(key);
            if (IsDefault(value))
                continue;
            editor.Indices[count] = slot;
            editor.Values[count++] = value;
        }
        values = editor.CommitTruncated(count);
    }

    private static bool IsDefault(TValue value)
        => value is ReadOnlyMemory<char> text ? text.IsEmpty : EqualityComparer<TValue>.Default.Equals(value, default);

    private TValue ValueOf(TKey key)
    {
        var index = ulong.CreateTruncating(key) - 1;
        return index < (ulong)_values.Length ? _values[index] : _missing;
    }
}
