namespace MLNetUnlearn.Engine.Buffers;

/// <summary>
/// Which rows of a matrix may differ from zero: all others are exactly zero. It lets the gradient of an embedding table be cleared,
/// measured, scaled and applied at the cost of the rows a batch used.
/// </summary>
internal sealed class TouchedRows(int rows, int rowLength)
{
    private readonly bool[] _flags = new bool[rows];
    private readonly int[] _list = new int[rows];
    private int _count;

    /// <summary>The number of elements of a row.</summary>
    internal int RowLength { get; } = rowLength;

    /// <summary>The touched rows in the order in which they were first touched.</summary>
    internal ReadOnlySpan<int> List => _list.AsSpan(0, _count);

    /// <summary>One flag per row.</summary>
    internal ReadOnlySpan<bool> Flags => _flags;

    internal void Add(int row)
    {
        if (_flags[row]) return;
        _flags[row] = true;
        _list[_count++] = row;
    }

    internal void Clear()
    {
        foreach (int row in List) _flags[row] = false;
        _count = 0;
    }
}
