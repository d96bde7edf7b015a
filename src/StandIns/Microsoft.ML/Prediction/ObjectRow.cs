using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// A row that is one object after the other. Each has a position of its own, by which mappers know that it is another one.
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly ObjectColumns<TRow> _columns;
    private TRow? _current;
    private long _position = -1;

    public ObjectRow(SchemaDefinition definition) => _columns = new RowBinding<TRow>(definition).CreateColumns(null, Current);

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => _columns.Schema;

    public void MoveTo(TRow row)
    {
        _current = row;
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter()
        => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => _columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _columns.GetGetter<TValue>(column);

    // A getter of a column that first does something, such as to move.
    public Delegate CreateGetterAfter(DataViewSchema.Column column, Action before) => _columns.CreateGetterAfter(column, before);

    private TRow Current()
    {
        Contracts.Check(_current is not null, "There is no current row.");
        return _current;
    }
}
