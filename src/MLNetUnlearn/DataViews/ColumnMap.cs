using Microsoft.ML;

namespace MLNetUnlearn.DataViews;

/// <summary>
/// The columns of a step's output: all input columns and the added ones. As everywhere in ML.NET, an added column that reuses a name
/// stands right after the column it hides; the others stand at the end.
/// </summary>
internal sealed class ColumnMap
{
    // Per output column: the index of the input column, or the complement of the index of the added column.
    private readonly int[] _origin;

    /// <summary>Lays out the output columns.</summary>
    public ColumnMap(DataViewSchema input, IReadOnlyList<DataViewSchema.DetachedColumn> added)
    {
        Input = input;
        List<int> origin = Enumerable.Range(0, input.Count).ToList();
        string NameOf(int index) => index >= 0 ? input[index].Name : added[~index].Name;
        for (int i = 0; i < added.Count; i++)
        {
            int hidden = origin.FindLastIndex(index => NameOf(index) == added[i].Name);
            origin.Insert(hidden < 0 ? origin.Count : hidden + 1, ~i);
        }

        _origin = origin.ToArray();
        Output = SchemaShapes.SchemaOf(origin.Select(index =>
            index >= 0 ? new DataViewSchema.DetachedColumn(input[index]) : added[~index]));
    }

    /// <summary>The schema of the input.</summary>
    public DataViewSchema Input { get; }

    /// <summary>The schema of the output.</summary>
    public DataViewSchema Output { get; }

    /// <summary>Whether an output column is an input column (then <paramref name="index"/> is its index there) or an added one.</summary>
    public bool IsInput(int outputColumn, out int index)
    {
        int origin = _origin[outputColumn];
        index = origin >= 0 ? origin : ~origin;
        return origin >= 0;
    }

    /// <summary>One flag per output column: whether it is among <paramref name="columns"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is not of the output schema.</exception>
    public bool[] ActiveOf(IEnumerable<DataViewSchema.Column> columns) => Active.Of(Output, columns);

    /// <summary>The input columns needed for the active output columns; <paramref name="read"/> are those that added columns
    /// read.</summary>
    /// <param name="active">One flag per output column.</param>
    /// <param name="read">The input columns that added columns read.</param>
    /// <param name="alwaysRead">Whether they are read even when no added column is active.</param>
    public List<DataViewSchema.Column> InputsFor(bool[] active, IEnumerable<DataViewSchema.Column> read, bool alwaysRead)
    {
        var needed = new SortedSet<int>();
        bool reads = alwaysRead;
        for (int i = 0; i < active.Length; i++)
        {
            if (!active[i])
                continue;
            if (IsInput(i, out int index))
                needed.Add(index);
            else
                reads = true;
        }

        if (reads)
            needed.UnionWith(read.Select(column => column.Index));
        return needed.Select(index => Input[index]).ToList();
    }
}
