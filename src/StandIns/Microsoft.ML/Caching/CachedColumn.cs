namespace Microsoft.ML.Data;

// The values of one column in memory.
internal abstract class CachedColumn
{
    public static CachedColumn Create(DataViewType type)
        => type is VectorDataViewType vector ? Make(typeof(CachedVectors<>), vector.ItemType) : Make(typeof(CachedScalars<>), type);

    // Adds the current value of a row whenever it is called.
    public abstract Action CreateFiller(DataViewRow input, DataViewSchema.Column column);

    // A getter of the value at the row that the function tells.
    public abstract Delegate CreateGetter(Func<int> row);

    private static CachedColumn Make(Type kind, DataViewType itemType)
        => (CachedColumn)Activator.CreateInstance(kind.MakeGenericType(itemType.RawType))!;
}

internal sealed class CachedScalars<T> : CachedColumn
{
    private readonly List<T> _values = [];

    public override Action CreateFiller(DataViewRow input, DataViewSchema.Column column)
    {
        var get = input.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            get(ref value);
            _values.Add(value);
        };
    }

    public override Delegate CreateGetter(Func<int> row) => (ValueGetter<T>)((ref T value) => value = _values[row()]);
}

internal sealed class CachedVectors<T> : CachedColumn
{
    private readonly List<VBuffer<T>> _values = [];

    public override Action CreateFiller(DataViewRow input, DataViewSchema.Column column)
    {
        var get = input.GetGetter<VBuffer<T>>(column);
        return () =>
        {
            VBuffer<T> value = default; // each has its own arrays
            get(ref value);
            _values.Add(value);
        };
    }

    public override Delegate CreateGetter(Func<int> row)
        => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[row()].CopyTo(ref value));
}
