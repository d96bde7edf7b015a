using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Sequences;

/// <summary>The cursor of a <see cref="GroupedDataView"/>: reads the whole source at its first move, then walks over the users.</summary>
internal sealed class GroupedCursor : DataViewRowCursor
{
    private readonly bool[] _active;
    private readonly Delegate[] _getters;
    private readonly InteractionReader _reader;
    private SequenceTable? _table;
    private long _position = -1;
    private bool _ended;

    public GroupedCursor(IDataView source, GroupIntoSequencesOptions options, DataViewSchema schema, bool[] active)
    {
        Schema = schema;
        _active = active;
        _reader = new InteractionReader(source, options);
        Delegate user = _reader.Users.CreateGetter(CurrentUser);
        ValueGetter<VBuffer<uint>> sequence = (ref VBuffer<uint> value) => VectorGetters.Write(Table.ItemsOf(CurrentUser()), ref value);
        ValueGetter<VBuffer<long>> times = (ref VBuffer<long> value) => VectorGetters.Write(Table.TimesOf(CurrentUser()), ref value);
        _getters = [user, sequence, times];
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    private SequenceTable Table => _table!; // CurrentUser has checked the position, and the first move fills the table

    public override bool MoveNext()
    {
        if (_ended)
            return false;
        _table ??= _reader.ReadAll();
        if (_position + 1 < _table.UserCount)
        {
            _position++;
            return true;
        }

        End();
        return false;
    }

    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        Active.CheckOf(Schema, column);
        return _active[column.Index];
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Active.Check(IsColumnActive(column), column);
        return Active.Cast<TValue>(_getters[column.Index], column);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
        value = new DataViewRowId((ulong)CurrentUser(), 0);

    protected override void Dispose(bool disposing)
    {
        End();
        base.Dispose(disposing);
    }

    private int CurrentUser()
    {
        RowState.CheckOnRow(_position);
        return (int)_position;
    }

    private void End()
    {
        _ended = true;
        _position = -1;
        _table = null; // a finished cursor holds no data
    }
}
