namespace MLNetUnlearn.Engine.Kernels;

/// <summary>What a tile is computed from: six rows of a (any steps) and the rows of a panel of b.</summary>
internal readonly unsafe struct TileSource(float* a, nint aRow, nint aStep, float* b, nint bRow, int steps)
{
    internal readonly float* A = a;
    internal readonly nint ARow = aRow;
    internal readonly nint AStep = aStep;
    internal readonly float* B = b;
    internal readonly nint BRow = bRow;
    internal readonly int Steps = steps;
}

/// <summary>
/// Where tiles go: in place, or by way of a buffer where the tile is wider than what is left of the result. What is added to the products,
/// if anything, lies at Addend with rows AddendRow apart: the result itself, or one row for all rows.
/// </summary>
internal readonly unsafe struct TileTarget(float* c, nint cRow, float* addend, nint addendRow, float* buffer, int width)
{
    internal readonly float* C = c;
    internal readonly nint CRow = cRow;
    internal readonly float* Addend = addend;
    internal readonly nint AddendRow = addendRow;
    internal readonly float* Buffer = buffer;
    internal readonly int Width = width;
}
