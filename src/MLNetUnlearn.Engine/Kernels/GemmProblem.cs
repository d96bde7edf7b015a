using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>
/// A matrix product and the walk over its tiles. Columns go in panels as wide as the tile; the part of b that a panel needs is read in
/// place where its rows are whole and near each other, else packed into work space. Long sums go in blocks, so that this part stays in
/// the near caches.
/// </summary>
internal readonly unsafe struct GemmProblem(
    float* a, nint aRow, nint aStep, float* b, nint bRow, bool transposedB, float* c, nint cRow, int k, float* addend, nint addendRow)
{
    /// <summary>The most steps of a sum that are one block.</summary>
    internal const int BlockK = 512;

    private const int GroupRows = 8 * Tile.Rows;

    // Steps between neighbours of a sum beyond which every load is another page.
    private const int FarStep = 256;

    internal int K => k;

    /// <summary>Computes a rectangle of the result.</summary>
    [MethodImpl(Compiled.Alone)]
    internal void Run<T>(int rowFrom, int rowTo, int columnFrom, int columnTo)
        where T : unmanaged, ISimd<T>
    {
        for (int column = columnFrom; column < columnTo;)
        {
            int left = columnTo - column;
            int vectors = GemmTile.Vectors<T>(left);
            int width = Math.Min(left, vectors * T.Count);
            for (int k0 = 0; k0 < k; k0 += BlockK)
                Panel<T>(rowFrom, rowTo, column, width, vectors, k0, Math.Min(BlockK, k - k0));
            column += width;
        }
    }

    [MethodImpl(Compiled.Alone)]
    private void Panel<T>(int rowFrom, int rowTo, int column, int width, int vectors, int k0, int steps)
        where T : unmanaged, ISimd<T>
    {
        int lanes = vectors * T.Count;
        bool inPlace = !transposedB && width == lanes && (bRow <= FarStep || rowTo - rowFrom <= 2 * Tile.Rows);
        fixed (float* packed = inPlace ? default : Scratch.Floats(Scratch.Slot.PanelB, lanes * steps))
        fixed (float* tile = width == lanes ? default : Scratch.Floats(Scratch.Slot.Tile, Tile.Rows * lanes))
        {
            float* panel = inPlace ? b + k0 * bRow + column : packed;
            nint panelRow = inPlace ? bRow : lanes;
            if (transposedB) Packing.Transposed(b + column * bRow + k0, bRow, width, steps, packed, lanes);
            else if (!inPlace) Packing.Rows(b + k0 * bRow + column, bRow, width, steps, packed, lanes);
            // The first block adds what was asked for, the others what is there already.
            float* added = k0 > 0 ? c + column : addend is null ? null : addend + column;
            var target = new TileTarget(c + column, cRow, added, k0 > 0 ? cRow : addendRow, tile, width);
            if (aStep > FarStep && aRow == 1 && steps > 1) FarRows<T>(rowFrom, rowTo, k0, steps, panel, panelRow, vectors, target);
            else NearRows<T>(rowFrom, rowTo, a + k0 * aStep, steps, panel, panelRow, vectors, target);
        }
    }

    [MethodImpl(Compiled.Alone)]
    private void NearRows<T>(
        int rowFrom, int rowTo, float* from, int steps, float* panel, nint panelRow, int vectors, in TileTarget target)
        where T : unmanaged, ISimd<T>
    {
        for (int row = rowFrom; row < rowTo; row += Tile.Rows)
        {
            int rows = Math.Min(Tile.Rows, rowTo - row);
            GemmTile.Run<T>(new TileSource(from + row * aRow, aRow, aStep, panel, panelRow, steps), vectors, target, row, rows);
        }
    }

    // The operand is read across its rows: gather the rows of some tiles first.
    [MethodImpl(Compiled.Alone)]
    private void FarRows<T>(
        int rowFrom, int rowTo, int k0, int steps, float* panel, nint panelRow, int vectors, in TileTarget target)
        where T : unmanaged, ISimd<T>
    {
        fixed (float* packed = Scratch.Floats(Scratch.Slot.PanelA, GroupRows * steps))
        {
            for (int first = rowFrom; first < rowTo; first += GroupRows)
            {
                int group = Math.Min(GroupRows, rowTo - first);
                Packing.Rows(a + k0 * aStep + first, aStep, group, steps, packed, GroupRows);
                for (int row = 0; row < group; row += Tile.Rows)
                {
                    var source = new TileSource(packed + row, 1, GroupRows, panel, panelRow, steps);
                    GemmTile.Run<T>(source, vectors, target, first + row, Math.Min(Tile.Rows, group - row));
                }
            }
        }
    }
}
