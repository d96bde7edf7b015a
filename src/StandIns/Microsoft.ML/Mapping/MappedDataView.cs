using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal sealed class MappedDataView(IDataView source, RowMapping mapping) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => mapping.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = ActiveColumns.Flags(Schema, columnsNeeded);
        return new Cursor(source.GetRowCursor(mapping.GetDependencies(columnsNeeded), CanShuffle ? rand : null), mapping, active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var active = ActiveColumns.Flags(Schema, columnsNeeded);
        var cursors = source.GetRowCursorSet(mapping.GetDependencies(columnsNeeded), n, CanShuffle ? rand : null);
        return Array.ConvertAll(cursors, DataViewRowCursor (cursor) => new Cursor(cursor, mapping, active));
    }

    private sealed class Cursor(DataViewRowCursor input, RowMapping mapping, bool[] active) : DataViewRowCursor
    {
        private readonly MappedRow _row = new(input, mapping, active);

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => mapping.OutputSchema;

        public override bool MoveNext() => input.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            Contracts.Check(column.Index < active.Length, $"There is no column {column.Index}.");
            return active[column.Index];
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), $"Column '{column.Name}' is not active.");
            return _row.GetGetter<TValue>(column);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _row.Dispose();
            base.Dispose(disposing);
        }
    }
}
