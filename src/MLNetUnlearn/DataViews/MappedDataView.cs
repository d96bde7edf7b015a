using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>The output of a row-to-row step: same rows, same ids, same order, added columns computed when they are read.</summary>
internal sealed class MappedDataView(IDataView source, RowMapper mapper) : IDataView
{
    public DataViewSchema Schema => mapper.OutputSchema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = mapper.Columns.ActiveOf(columnsNeeded);
        return Wrap(source.GetRowCursor(mapper.GetDependencies(ColumnsOf(active)), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] active = mapper.Columns.ActiveOf(columnsNeeded);
        DataViewRowCursor[] inputs = source.GetRowCursorSet(mapper.GetDependencies(ColumnsOf(active)), n, rand);
        return Array.ConvertAll<DataViewRowCursor, DataViewRowCursor>(inputs, input => Wrap(input, active));
    }

    private IEnumerable<DataViewSchema.Column> ColumnsOf(bool[] active) => Schema.Where(column => active[column.Index]);

    private MappedCursor Wrap(DataViewRowCursor input, bool[] active) =>
        new MappedCursor(input, Schema, mapper.GettersOver(input, active));
}
