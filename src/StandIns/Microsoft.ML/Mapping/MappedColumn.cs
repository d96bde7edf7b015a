namespace Microsoft.ML.Data;

// A column of a mapped row: an input column, perhaps under another name, or one computed from it.
internal sealed record MappedColumn(DataViewSchema.DetachedColumn Output, DataViewSchema.Column Input,
    Func<DataViewRow, Delegate>? CreateGetter = null)
{
    public MappedColumn(DataViewSchema.Column input)
        : this(new DataViewSchema.DetachedColumn(input), input)
    {
    }

    // All columns of a schema and one more: after the last one of its name, which it hides, or else at the end.
    public static IReadOnlyList<MappedColumn> Append(DataViewSchema schema, MappedColumn added)
    {
        var columns = schema.Select(static column => new MappedColumn(column)).ToList();
        var hidden = schema.GetColumnOrNull(added.Output.Name);
        columns.Insert(hidden is { } column ? column.Index + 1 : columns.Count, added);
        return columns;
    }
}
