namespace Microsoft.ML.Trainers.FastTree;

// Which rows are in which leaf of the tree that is growing. Within a leaf they keep their order.
internal sealed class RowPartition
{
    private readonly int[] _all;
    private readonly int[] _rows;
    private readonly int[] _moved;
    private readonly int[] _begin;
    private readonly int[] _count;

    public RowPartition(int[] rows, int maximumLeafCount)
    {
        _all = rows;
        _rows = [.. rows];
        _moved = new int[rows.Length];
        _begin = new int[maximumLeafCount];
        _count = new int[maximumLeafCount];
    }

    public int CountOf(int leaf) => _count[leaf];

    public ReadOnlySpan<int> RowsOf(int leaf) => _rows.AsSpan(_begin[leaf], _count[leaf]);

    // All rows in leaf 0 again.
    public void Reset()
    {
        _all.CopyTo(_rows, 0);
        Array.Clear(_count);
        _begin[0] = 0;
        _count[0] = _rows.Length;
    }

    // Moves the rows in higher bins than the given one to another leaf.
    public void Split(int leaf, ushort[] bins, int bin, int right)
    {
        var rows = _rows.AsSpan(_begin[leaf], _count[leaf]);
        var kept = 0;
        var moved = 0;
        foreach (var row in rows)
        {
            if (bins[row] <= bin)
                rows[kept++] = row;
            else
                _moved[moved++] = row;
        }
        _moved.AsSpan(0, moved).CopyTo(rows[kept..]);
        _count[leaf] = kept;
        _begin[right] = _begin[leaf] + kept;
        _count[right] = moved;
    }
}
