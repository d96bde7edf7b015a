using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Tests.DataViews;

/// <summary>A view that claims other types or annotations for its columns, to test what happens when data and schema disagree.</summary>
internal sealed class RetypedView : IDataView
{
    private readonly IDataView _source;

    public RetypedView(IDataView source, string column, DataViewType type)
        : this(source, original => (original.Name == column ? type : original.Type, original.Annotations))
    {
    }

    private RetypedView(IDataView source, Func<DataViewSchema.Column, (DataViewType Type, DataViewSchema.Annotations Annotations)> claim)
    {
        _source = source;
        var builder = new DataViewSchema.Builder();
        foreach (DataViewSchema.Column original in source.Schema)
            builder.AddColumn(original.Name, claim(original).Type, claim(original).Annotations);
        Schema = builder.ToSchema();
    }

    /// <summary>A view whose keys stand for other texts.</summary>
    public static RetypedView Renamed(IDataView source, string[] names)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, names.Length),
            (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) =>
                value = new VBuffer<ReadOnlyMemory<char>>(names.Length, Array.ConvertAll(names, name => name.AsMemory()))));
        return new RetypedView(source, original => (
            original.Type, original.Type is VectorDataViewType { ItemType: KeyDataViewType } ? annotations.ToAnnotations() : original.Annotations));
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
