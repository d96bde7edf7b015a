using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Recommenders.Recommending;

/// <summary>
/// The rows of a view with recommendations added. A second cursor runs ahead of the reader, so that rows are scored in batches while
/// all other columns come straight from the first.
/// </summary>
internal sealed class BatchedDataView(IDataView source, RowMapper mapper, RecommendFunction function) : IDataView
{
    public DataViewSchema Schema => mapper.OutputSchema;

    // Both cursors have to meet the rows in the same order.
    public bool CanShuffle => false;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = mapper.Columns.ActiveOf(columnsNeeded);
        var input = source.GetRowCursor(mapper.GetDependencies(Schema.Where(column => active[column.Index])));
        if (!Schema.Any(column => active[column.Index] && !mapper.Columns.IsInput(column.Index, out _)))
            return new MappedCursor(input, Schema, mapper.GettersOver(input, active));
        var ahead = source.GetRowCursor(function.Read);
        var getters = new OutputGetters(mapper.Columns, input, active, function.CreateBatchedGetters(input, ahead));
        return new MappedCursor(input, Schema, getters, ahead);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
