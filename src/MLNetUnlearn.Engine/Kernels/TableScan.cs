using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>
/// The inner products of every query with every row of a table, handed to a sink tile by tile, the items of each query in ascending
/// order. The table is packed panel by panel, for as many queries as the near caches hold: nothing as large as it is made. Rows have at
/// least one element.
/// </summary>
internal readonly unsafe struct TableScan(float* queries, float* table, int items, int size)
{
    // What is packed at once stays in the first cache, the queries that it is used for in the second.
    private const int PackedFloats = 4 * 1024;
    private const int QueryFloats = 128 * 1024;

    /// <summary>Scans for a range of the queries.</summary>
    [MethodImpl(Compiled.Alone)]
    internal void Run<T, TSink>(int from, int to, ref TSink sink)
        where T : unmanaged, ISimd<T>
        where TSink : struct, IScoreSink
    {
        int lanes = Tile.Lanes<T>();
        int group = Math.Max(1, PackedFloats / (lanes * size)) * lanes;
        int block = Math.Max(8, QueryFloats / size / Tile.Rows) * Tile.Rows;
        fixed (float* packed = Scratch.Floats(Scratch.Slot.PanelB, group * size))
        {
            for (int row = from; row < to; row += block)
            {
                int rowEnd = Math.Min(to, row + block);
                for (int item = 0; item < items; item += group)
                {
                    int itemEnd = Math.Min(items, item + group);
                    Pack(item, itemEnd, lanes, packed);
                    Tiles<T, TSink>(row, rowEnd, item, itemEnd, packed, ref sink);
                }
            }
        }
    }

    [MethodImpl(Compiled.Alone)]
    private void Tiles<T, TSink>(int from, int to, int item, int itemEnd, float* packed, ref TSink sink)
        where T : unmanaged, ISimd<T>
        where TSink : struct, IScoreSink
    {
        int lanes = Tile.Lanes<T>();
        for (int row = from; row < to; row += Tile.Rows)
        {
            float* panel = packed;
            for (int first = item; first < itemEnd; first += lanes, panel += lanes * size)
            {
                sink.BeginTile(row, first);
                var source = new TileSource(queries + (nint)row * size, size, 1, panel, lanes, size);
                Tile.Run<T, TSink>(source, Math.Min(Tile.Rows, to - row), ref sink);
                sink.EndTile();
            }
        }
    }

    // One panel behind another, each with the items of a tile side by side; NaN where there is no item, which is no score to any sink.
    private void Pack(int item, int itemEnd, int lanes, float* packed)
    {
        for (int first = item; first < itemEnd; first += lanes, packed += lanes * size)
        {
            int width = Math.Min(lanes, itemEnd - first);
            Packing.Transposed(table + (nint)first * size, size, width, size, packed, lanes);
            for (int i = 0; i < size && width < lanes; i++) new Span<float>(packed + i * lanes + width, lanes - width).Fill(float.NaN);
        }
    }
}
