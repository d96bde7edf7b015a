using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Search;

/// <summary>Queries and a table that were found to fit, dense.</summary>
internal readonly struct SearchMatrices : IDisposable
{
    // The least number of multiplications worth a thread.
    private const long Grain = 512 * 1024;

    private readonly TensorImpl _queries;
    private readonly TensorImpl _table;

    internal SearchMatrices(TensorImpl queries, TensorImpl table)
    {
        if (queries.Rank != 2 || table.Rank != 2 || queries.Shape[1] != table.Shape[1])
        {
            throw new ArgumentException(
                $"Queries and table must be matrices of one width, not {Shapes.Text(queries.Shape)} and {Shapes.Text(table.Shape)}.");
        }
        if (table.Shape[1] == 0)
        {
            throw new ArgumentException(
                $"Queries and table must have at least one column, not be of shape {Shapes.Text(queries.Shape)} and " +
                $"{Shapes.Text(table.Shape)}.");
        }
        if (queries.DType != ScalarType.Float32 || table.DType != ScalarType.Float32)
            throw new ArgumentException($"A search needs float32, not {queries.DType} and {table.DType}.");
        _queries = Layout.AsContiguous(queries);
        _table = Layout.AsContiguous(table);
    }

    internal int Queries => (int)_queries.Shape[0];

    internal int Items => (int)_table.Shape[0];

    internal int Size => (int)_table.Shape[1];

    internal ReadOnlySpan<float> QueryValues => _queries.Floats;

    internal ReadOnlySpan<float> TableValues => _table.Floats;

    internal int GrainOfQueries => (int)Math.Max(1, Grain / Math.Max(1, _table.Count));

    internal int GrainOfPairs => (int)Math.Max(1, Grain / Size);

    public void Dispose()
    {
        _queries.Release();
        _table.Release();
    }

    /// <summary>A list of so many values, dense; a reference of its own.</summary>
    internal static TensorImpl List(TensorImpl list, ScalarType type, int count, string name)
    {
        if (list.DType != type || list.Rank != 1 || list.Count != count)
            throw new ArgumentException($"'{name}' must be {count} values of {type}, not {list.DType} of shape {Shapes.Text(list.Shape)}.");
        return Layout.AsContiguous(list);
    }

    internal static void CheckRange(ReadOnlySpan<long> rows, int count, string name)
    {
        foreach (long row in rows)
        {
            if (row < 0 || row >= count) throw new ArgumentOutOfRangeException(name, row, $"Row {row} is not among the {count} rows.");
        }
    }
}
