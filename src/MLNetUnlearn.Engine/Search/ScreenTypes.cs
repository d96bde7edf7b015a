namespace MLNetUnlearn.Engine.Search;

/// <summary>What a tile of the screening is computed from: rows of queries and a panel of items, two elements to a number.</summary>
internal readonly unsafe struct ScreenSource(int* a, nint aRow, int* b, nint bRow, int steps, int* offsets, int item)
{
    internal readonly int* A = a;
    internal readonly nint ARow = aRow;
    internal readonly int* B = b;
    internal readonly nint BRow = bRow;
    internal readonly int Steps = steps;
    internal readonly int* Offsets = offsets;
    internal readonly int Item = item;
}

/// <summary>
/// A query in the screening. Its sums are scores in whole numbers less the least that may reach the threshold: those below 0 surely do
/// not, those above <see cref="LastOpen"/> surely do.
/// </summary>
internal struct ScreenRow
{
    /// <summary>What the query's own products add to its sums.</summary>
    internal int Offset;

    /// <summary>What its sums begin with.</summary>
    internal int Start;

    /// <summary>The greatest sum for which it is open; not negative.</summary>
    internal int LastOpen;

    /// <summary>How many scores surely reach the threshold.</summary>
    internal int Sure;
}

/// <summary>Items, one for each bit from the first on, of which it is open whether they reach the threshold of a row.</summary>
internal readonly struct Candidates(int row, int item, ulong bits)
{
    internal readonly int Row = row;
    internal readonly int Item = item;
    internal readonly ulong Bits = bits;
}
