namespace Microsoft.ML.Data;

// Makes the getters of the columns that a mapping computes from a row: one per slot, and what they share only once.
internal delegate Func<int, Delegate> RowFunction(DataViewRow input);

// A column of a mapped row: an input column, perhaps under another name, or one computed from some, as a slot of a function.
internal sealed record MappedColumn(DataViewSchema.DetachedColumn Output, IReadOnlyList<DataViewSchema.Column> Inputs,
    RowFunction? Function = null, int Slot = 0)
{
    public MappedColumn(DataViewSchema.Column input)
        : this(new DataViewSchema.DetachedColumn(input), [input])
    {
    }

    // One column computed from another one.
    public MappedColumn(DataViewSchema.DetachedColumn output, DataViewSchema.Column input, Func<DataViewRow, Delegate> createGetter)
        : this(output, [input], row => _ => createGetter(row))
    {
    }

    // All columns of a schema and some more: each after the last one of its name, which it hides, or else at the end.
    public static IReadOnlyList<MappedColumn> Append(DataViewSchema schema, IEnumerable<MappedColumn> added)
    {
        var columns = schema.Select(static column => new MappedColumn(column)).ToList();
        foreach (var column in added)
        {
            var hidden = columns.FindLastIndex(existing => existing.Output.Name == column.Output.Name);
            columns.Insert(hidden < 0 ? columns.Count : hidden + 1, column);
        }
        return columns;
    }
}
