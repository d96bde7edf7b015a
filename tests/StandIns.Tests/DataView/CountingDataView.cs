namespace Microsoft.ML.Tests;

// A view made without ML.NET's help: the numbers below a limit, or all vectors of as many numbers.
internal sealed class CountingDataView : IDataView
{
    private readonly int _limit;

    public CountingDataView(int limit)
    {
        _limit = limit;
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Number", NumberDataViewType.Int32);
        schema.AddColumn("Below", new VectorDataViewType(NumberDataViewType.Int32));
        Schema = schema.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public int Cursors { get; private set; }

    public long? GetRowCount() => _limit;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        Cursors++;
        return new Cursor(this, [.. columnsNeeded.Select(column => column.Index)]);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(CountingDataView view, HashSet<int> active) : DataViewRowCursor
    {
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext()
        {
            _position = _position + 1 < view._limit ? _position + 1 : -1;
            return _position >= 0;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Delegate getter = column.Index == 0 ? (ValueGetter<int>)GetNumber : (ValueGetter<VBuffer<int>>)GetBelow;
            return (ValueGetter<TValue>)getter;
        }

        private void GetNumber(ref int value) => value = (int)_position;

        private void GetBelow(ref VBuffer<int> value)
        {
            var editor = VBufferEditor.Create(ref value, (int)_position);
            for (var i = 0; i < editor.Values.Length; i++)
                editor.Values[i] = i;
            value = editor.Commit();
        }
    }
}
