using Microsoft.ML;

namespace MLNetUnlearn.Tests.Support;

/// <summary>A view with a column that may be there, but must not be read.</summary>
internal sealed class UnreadColumn(IDataView source, string name) : IDataView
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        source.GetRowCursor(Checked(columnsNeeded), rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        source.GetRowCursorSet(Checked(columnsNeeded), n, rand);

    private DataViewSchema.Column[] Checked(IEnumerable<DataViewSchema.Column> columns)
    {
        var all = columns.ToArray();
        return Array.TrueForAll(all, column => column.Name != name) ? all : throw new AssertFailedException($"'{name}' is read.");
    }
}
