using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// The rows of a sequence, which each cursor enumerates anew.
internal sealed class EnumerableDataView<TRow> : IDataView
    where TRow : class
{
    private readonly IEnumerable<TRow> _rows;
    private readonly RowBinding<TRow> _binding;

    public EnumerableDataView(IHostEnvironment environment, IEnumerable<TRow> rows, SchemaDefinition definition)
    {
        _rows = rows;
        _binding = new RowBinding<TRow>(definition);
        environment.RegisterComponent("StreamingDataView");
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema => _binding.Schema;

    public long? GetRowCount() => (_rows as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(_binding, ActiveColumns.Flags(Schema, columnsNeeded), _rows.GetEnumerator());

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly ObjectColumns<TRow> _columns;

        // Never disposed: neither does ML.NET, so nobody may count on it.
        private readonly IEnumerator<TRow> _rows;
        private TRow? _current;

        public Cursor(RowBinding<TRow> binding, bool[] active, IEnumerator<TRow> rows)
        {
            _columns = binding.CreateColumns(active, () => _current!);
            _rows = rows;
        }

        public override DataViewSchema Schema => _columns.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _columns.IsActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _columns.GetGetter<TValue>(column);

        protected override bool MoveNextCore()
        {
            var moved = _rows.MoveNext();
            _current = moved ? _rows.Current : null;
            Contracts.Check(!moved || _current is not null, "A row is null.");
            return moved;
        }
    }
}
