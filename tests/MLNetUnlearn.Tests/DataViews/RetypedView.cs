using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Tests.DataViews;

/// <summary>A view that claims another type for one of its columns, to test what happens when data and type disagree.</summary>
internal sealed class RetypedView : IDataView
{
    private readonly IDataView _source;

    public RetypedView(IDataView source, string column, DataViewType type)
    {
        _source = source;
        var builder = new DataViewSchema.Builder();
        foreach (DataViewSchema.Column original in source.Schema)
            builder.AddColumn(original.Name, original.Name == column ? type : original.Type, original.Annotations);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(_source.GetRowCursor(columnsNeeded.Select(column => _source.Schema[column.Index]).ToArray()), _source.Schema, Schema);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor input, DataViewSchema inputSchema, DataViewSchema schema) : DataViewRowCursor
    {
        public override DataViewSchema Schema => schema;

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            input.GetGetter<TValue>(inputSchema[column.Index]);

        public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(inputSchema[column.Index]);

        public override bool MoveNext() => input.MoveNext();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Dispose();
            base.Dispose(disposing);
        }
    }
}
