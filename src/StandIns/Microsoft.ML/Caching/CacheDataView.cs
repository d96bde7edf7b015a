using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Keeps the columns of a view in memory, each from when it is first asked for.
internal sealed class CacheDataView : IDataView
{
    private readonly Lock _lock = new();
    private readonly IDataView _source;
    private readonly CachedColumn?[] _columns;
    private int _rowCount;

    public CacheDataView(IDataView input, string[] prefetch)
    {
        foreach (var name in prefetch)
        {
            var column = input.Schema.GetColumnOrNull(name);
            Contracts.CheckParam(column is not null, "columnsToPrefetch", $"There is no column '{name}'.");
            Contracts.Check(IsCacheable(column.Value), $"Column '{name}' of type {column.Value.Type} cannot be cached.");
        }

        // Columns of types that only their authors can copy are left out.
        _source = input.Schema.All(IsCacheable) ? input : new MappedDataView(input,
            new RowMapping(input.Schema, [.. input.Schema.Where(IsCacheable).Select(static column => new MappedColumn(column))]));
        _columns = new CachedColumn?[Schema.Count];
        _rowCount = checked((int)(input.GetRowCount() ?? -1));
        if (prefetch.Length > 0)
            Fill(prefetch.Select(name => Schema[name]));
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _rowCount < 0 ? null : _rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = ActiveColumns.Flags(Schema, columnsNeeded);
        Fill(Schema.Where(column => active[column.Index]));
        int[] order = [.. Enumerable.Range(0, rand is null ? 0 : _rowCount)];
        rand?.Shuffle(order);
        return new Cursor(this, active, rand is null ? null : order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private static bool IsCacheable(DataViewSchema.Column column) => column.Type is PrimitiveDataViewType or VectorDataViewType;

    // Reads the columns that are not there yet. Those that a failed reading leaves are read again.
    private void Fill(IEnumerable<DataViewSchema.Column> needed)
    {
        lock (_lock)
        {
            DataViewSchema.Column[] missing = [.. needed.Where(column => _columns[column.Index] is null)];
            if (missing.Length == 0 && _rowCount >= 0)
                return;
            using var cursor = _source.GetRowCursor(missing);
            var caches = Array.ConvertAll(missing, static column => CachedColumn.Create(column.Type));
            Action[] fillers = [.. missing.Select((column, i) => caches[i].CreateFiller(cursor, column))];
            var count = 0;
            for (; cursor.MoveNext(); count++)
            {
                foreach (var fill in fillers)
                    fill();
            }
            Contracts.Check(_rowCount < 0 || _rowCount == count, "The input has another number of rows than before.");
            _rowCount = count;
            for (var i = 0; i < missing.Length; i++)
                _columns[missing[i].Index] = caches[i];
        }
    }

    private sealed class Cursor(CacheDataView cache, bool[] active, int[]? order) : RootCursor
    {
        public override DataViewSchema Schema => cache.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            Contracts.Check(column.Index < active.Length, $"There is no column {column.Index}.");
            return active[column.Index];
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), $"Column '{column.Name}' is not active.");
            return ActiveColumns.Cast<TValue>(cache._columns[column.Index]!.CreateGetter(() => (int)CurrentRow), column);
        }

        protected override bool MoveNextCore() => Position + 1 < cache._rowCount;

        protected override long RowAt(long position) => order is null ? position : order[position];
    }
}
