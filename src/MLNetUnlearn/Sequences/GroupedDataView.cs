using Microsoft.ML;
using MLNetUnlearn.DataViews;

namespace MLNetUnlearn.Sequences;

/// <summary>The output of GroupIntoSequences: one row per user. Every cursor reads the source once.</summary>
internal sealed class GroupedDataView(IDataView source, GroupIntoSequencesOptions options, DataViewSchema schema) : IDataView
{
    public DataViewSchema Schema => schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new GroupedCursor(source, options, schema, Active.Of(schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
