using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>
/// The output of a step that makes zero or more rows of each input row. Rows keep the input's order, so it cannot be shuffled and its
/// number of rows is not known before it is read; row ids follow from the input row's id and the index within it.
/// </summary>
internal sealed class FlatMapDataView(IDataView source, IRowExpander expander) : IDataView
{
    private readonly ColumnMap _columns = new(source.Schema, expander.Added);

    public DataViewSchema Schema => _columns.Output;

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = _columns.ActiveOf(columnsNeeded);
        DataViewRowCursor input = source.GetRowCursor(_columns.InputsFor(active, expander.Read, alwaysRead: true));
        return new FlatMapCursor(input, _columns, active, expander.Open(input));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
