namespace Microsoft.ML;

/// <summary>Writes the current value of a column; the caller owns the buffer and may pass the same one again.</summary>
/// <typeparam name="TValue">The raw type of the column.</typeparam>
public delegate void ValueGetter<TValue>(ref TValue value);

/// <summary>One row: a position and a getter per active column.</summary>
public abstract class DataViewRow : IDisposable
{
    /// <summary>Counts rows from zero; -1 when there is no current row.</summary>
    public abstract long Position { get; }

    /// <summary>Orders the rows of cursors that were opened as a set; never decreases.</summary>
    public abstract long Batch { get; }

    /// <summary>The columns.</summary>
    public abstract DataViewSchema Schema { get; }

    /// <summary>A getter of the row's identity, which does not depend on the order of reading.</summary>
    public abstract ValueGetter<Data.DataViewRowId> GetIdGetter();

    /// <summary>Whether the column may be read here.</summary>
    public abstract bool IsColumnActive(DataViewSchema.Column column);

    /// <summary>The getter of an active column; <typeparamref name="TValue"/> must be its raw type.</summary>
    public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the row holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
