using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

// The values that keys stand for: the first value has key 1. Missing values have none.
internal abstract class KeyVocabulary(PrimitiveDataViewType itemType)
{
    public PrimitiveDataViewType ItemType => itemType;

    public abstract int Count { get; }

    public static KeyVocabulary Create(PrimitiveDataViewType itemType)
        => itemType is TextDataViewType
            ? new TextKeyVocabulary()
            : (KeyVocabulary)Activator.CreateInstance(typeof(ValueKeyVocabulary<>).MakeGenericType(itemType.RawType), itemType)!;

    // Takes in the values of a column until there are as many keys as allowed.
    public abstract void Learn(IDataView data, DataViewSchema.Column column, int maximumCount);

    public abstract void Sort();

    public abstract void Save(BinaryWriter writer);

    public abstract void Load(BinaryReader reader);

    public abstract Delegate CreateGetter(DataViewRow input, DataViewSchema.Column column);

    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column input, bool asText);
}

internal abstract class KeyVocabulary<T>(PrimitiveDataViewType itemType) : KeyVocabulary(itemType)
{
    private readonly List<T> _values = [];

    public IReadOnlyList<T> Values => _values;

    public sealed override int Count => _values.Count;

    private ValueCodec<T> Codec => (ValueCodec<T>)ValueCodec.For(ItemType);

    public abstract uint KeyOf(T value);

    public sealed override void Learn(IDataView data, DataViewSchema.Column column, int maximumCount)
    {
        using var cursor = data.GetRowCursor([column]);
        var learn = column.Type is VectorDataViewType
            ? VectorLearner(cursor, column, maximumCount)
            : ScalarLearner(cursor, column, maximumCount);
        while (cursor.MoveNext() && learn())
        {
        }
    }

    public sealed override Delegate CreateGetter(DataViewRow input, DataViewSchema.Column column) => KeyGetter.Create(input, column, this);

    public sealed override void AddKeyValues(DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column input, bool asText)
        => KeyValuesAnnotation.Add(annotations, this, input, asText);

    public sealed override void Save(BinaryWriter writer)
    {
        writer.Write(Count);
        Codec.Write(writer, CollectionsMarshal.AsSpan(_values));
    }

    public sealed override void Load(BinaryReader reader)
    {
        var values = new T[reader.ReadInt32()];
        Codec.Read(reader, values);
        foreach (var value in values)
            TryAdd(value);
    }

    // The value as it may be kept, or false if it is missing or has a key already.
    protected abstract bool TryAssignKey(T value, uint key, out T kept);

    protected void Sort(Comparison<T> order)
    {
        var values = _values.ToArray();
        Array.Sort(values, order);
        _values.Clear();
        foreach (var value in values)
            TryAdd(value);
    }

    private bool TryAdd(T value)
    {
        if (!TryAssignKey(value, (uint)_values.Count + 1, out var kept))
            return false;
        _values.Add(kept);
        return true;
    }

    private Func<bool> ScalarLearner(DataViewRow row, DataViewSchema.Column column, int maximumCount)
    {
        var get = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            get(ref value);
            return !TryAdd(value) || Count < maximumCount;
        };
    }

    private Func<bool> VectorLearner(DataViewRow row, DataViewSchema.Column column, int maximumCount)
    {
        var get = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> vector = default;
        return () =>
        {
            get(ref vector);
            return !vector.DenseValues().Any(value => TryAdd(value) && Count >= maximumCount);
        };
    }
}
