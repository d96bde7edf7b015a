namespace Microsoft.ML.Data;

// A cursor that reads rows from elsewhere than another cursor. It closes itself at the end.
internal abstract class RootCursor : DataViewRowCursor
{
    private long _position = -1;
    private bool _disposed;

    public sealed override long Position => _position;

    public override long Batch => 0;

    public sealed override bool MoveNext()
    {
        if (_disposed)
            return false;
        if (MoveNextCore())
        {
            _position++;
            return true;
        }
        Dispose();
        return false;
    }

    public sealed override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
        value = new DataViewRowId((ulong)CurrentRow, 0);

    // The number of the current row in what is read.
    protected long CurrentRow => _position < 0 ? throw new InvalidOperationException("There is no current row.") : RowAt(_position);

    protected abstract bool MoveNextCore();

    protected virtual long RowAt(long position) => position;

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        _position = -1;
        base.Dispose(disposing);
    }
}
