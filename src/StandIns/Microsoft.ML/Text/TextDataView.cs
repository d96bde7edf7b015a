using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// The rows of files, which each cursor reads anew.
internal sealed class TextDataView(
    IHost host, TextLoader.Options options, TextColumn[] columns, DataViewSchema schema, IMultiStreamSource source) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new TextCursor(host, options, columns, schema, ActiveColumns.Flags(schema, columnsNeeded), source);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];
}
