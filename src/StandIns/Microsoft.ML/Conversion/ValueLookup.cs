using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

// Values by keys, as the columns of one schema.
internal abstract class ValueLookup(DataViewSchema columns)
{
    public DataViewSchema.Column Value => columns[1];

    public static ValueLookup Create(IDataView view, DataViewSchema.Column keyColumn, DataViewSchema.Column valueColumn)
    {
        CheckPartOf(view.Schema, keyColumn);
        CheckPartOf(view.Schema, valueColumn);
        var columns = new DataViewSchema.Builder();
        columns.AddColumn("Key", keyColumn.Type, keyColumn.Annotations);
        columns.AddColumn("Value", valueColumn.Type, valueColumn.Annotations);
        var lookup = Create(columns.ToSchema());
        lookup.Fill(view, keyColumn, valueColumn);
        return lookup;
    }

    public static ValueLookup Load(BinaryReader reader)
    {
        var lookup = Create(SchemaCodec.Read(reader));
        lookup.Fill(reader);
        return lookup;
    }

    public void Save(BinaryWriter writer)
    {
        SchemaCodec.Write(writer, columns);
        Write(writer);
    }

    public abstract Delegate CreateGetter(DataViewRow input, DataViewSchema.Column column);

    protected abstract void Fill(IDataView view, DataViewSchema.Column keyColumn, DataViewSchema.Column valueColumn);

    protected abstract void Fill(BinaryReader reader);

    protected abstract void Write(BinaryWriter writer);

    private static ValueLookup Create(DataViewSchema columns)
        => (ValueLookup)Activator.CreateInstance(
            typeof(ValueLookup<,>).MakeGenericType(columns[0].Type.RawType, columns[1].Type.RawType), columns)!;

    private static void CheckPartOf(DataViewSchema schema, DataViewSchema.Column column)
        => Contracts.Check(schema.GetColumnOrNull(column.Name) is { } own && own.Index == column.Index
            && ReferenceEquals(own.Type, column.Type) && ReferenceEquals(own.Annotations, column.Annotations),
            $"Column '{column.Name}' is not a column of the lookup view.");
}

internal sealed class ValueLookup<TKey, TValue>(DataViewSchema columns) : ValueLookup(columns)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _values = new(KeyComparer);

    private static IEqualityComparer<TKey>? KeyComparer
        => typeof(TKey) == typeof(ReadOnlyMemory<char>) ? (IEqualityComparer<TKey>)(object)new TextComparer() : null;

    private readonly ValueCodec<TKey> _keyCodec = (ValueCodec<TKey>)ValueCodec.For(columns[0].Type);
    private readonly ValueCodec<TValue> _codec = (ValueCodec<TValue>)ValueCodec.For(columns[1].Type);

    public override Delegate CreateGetter(DataViewRow input, DataViewSchema.Column column)
        => column.Type is VectorDataViewType
            ? ForVectors(input.GetGetter<VBuffer<TKey>>(column))
            : ForScalars(input.GetGetter<TKey>(column));

    protected override void Fill(IDataView view, DataViewSchema.Column keyColumn, DataViewSchema.Column valueColumn)
    {
        using var cursor = view.GetRowCursor([keyColumn, valueColumn]);
        var getKey = cursor.GetGetter<TKey>(keyColumn);
        var getValue = cursor.GetGetter<TValue>(valueColumn);
        while (cursor.MoveNext())
        {
            TKey key = default!;
            TValue value = default!;
            getKey(ref key);
            getValue(ref value);
            Contracts.Check(_values.TryAdd(key, value), $"The lookup view has the key '{key}' twice.");
        }
    }

    protected override void Fill(BinaryReader reader)
    {
        var keys = new TKey[reader.ReadInt32()];
        var values = new TValue[keys.Length];
        _keyCodec.Read(reader, keys);
        _codec.Read(reader, values);
        for (var i = 0; i < keys.Length; i++)
            _values.Add(keys[i], values[i]);
    }

    protected override void Write(BinaryWriter writer)
    {
        writer.Write(_values.Count);
        _keyCodec.Write(writer, _values.Keys.ToArray());
        _codec.Write(writer, _values.Values.ToArray());
    }

    private ValueGetter<TValue> ForScalars(ValueGetter<TKey> getKey)
    {
        TKey key = default!;
        return (ref TValue value) =>
        {
            getKey(ref key);
            value = ValueOf(key);
        };
    }

    // Sparse vectors are an error, unless they are empty: ML.NET looks for room for their positions in a dense vector.
    private ValueGetter<VBuffer<TValue>> ForVectors(ValueGetter<VBuffer<TKey>> getKeys)
    {
        VBuffer<TKey> keys = default;
        return (ref VBuffer<TValue> values) =>
        {
            getKeys(ref keys);
            if (keys.GetIndices().Length > 0)
                throw new ArgumentException("Sparse vectors cannot be mapped.", nameof(values));
            var editor = VBufferEditor.Create(ref values, keys.Length);
            for (var i = 0; i < keys.GetValues().Length; i++)
                editor.Values[i] = ValueOf(keys.GetValues()[i]);
            values = editor.Commit();
        };
    }

    // A vector is a copy each time, lest readers write into the lookup.
    private TValue ValueOf(TKey key)
        => !_values.TryGetValue(key, out var value) ? default! : _codec.Clone(value);

    private sealed class TextComparer : IEqualityComparer<ReadOnlyMemory<char>>
    {
        public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<char> text) => string.GetHashCode(text.Span);
    }
}
