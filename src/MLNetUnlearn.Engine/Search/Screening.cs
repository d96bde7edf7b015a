using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Search;

/// <summary>
/// Counts the scores that reach their query's threshold as the scan in float does, and with the same result, in little more than half the
/// time: most scores are so far from the threshold that whole numbers of 16 bits decide, and only the others are computed in float.
/// </summary>
internal readonly unsafe struct Screening(float* queries, float* table, int items, int size, float* thresholds, long* counts)
{
    // Fewer do not pay for turning rows into whole numbers; longer rows would not keep the bounds of the errors.
    private const int LeastQueries = 128;
    private const int LeastItems = 512;
    private const int LeastSize = 16;
    private const int LeastSizeOfNarrowTiles = 40;
    private const int MostSize = 4096;

    // The queries that are used with a panel of items stay in the second cache.
    private const int BlockElements = 128 * 1024;
    private const int MostRows = 2048;

    // Where more than this many of a group's items are open for a query, on average, all in float is faster.
    private const int MostOpen = ScreenItems.Most / 64;

    /// <summary>Whether it pays, and there are the registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Pays<V>(int rows)
        where V : unmanaged, IShorts<V>
        => V.IsSupported && rows >= LeastQueries && items >= LeastItems
            && size >= (V.Count == 16 ? LeastSize : LeastSizeOfNarrowTiles) && size <= MostSize;

    /// <summary>Adds to the counts of a range of the queries.</summary>
    [MethodImpl(Compiled.Alone)]
    internal void Run<T, V>(int from, int to)
        where T : unmanaged, ISimd<T>
        where V : unmanaged, IShorts<V>
    {
        int words = ScreenQueries.WordsOf(size);
        int rows = Math.Min(MostRows, Math.Max(16, BlockElements / size / ScreenTile.Rows) * ScreenTile.Rows);
        fixed (float* q = Scratch.Floats(Scratch.Slot.ScreenQueries, rows * (words + 6)))
        fixed (float* t = Scratch.Floats(Scratch.Slot.ScreenItems, ScreenItems.Most * (words + 1) + ScreenTile.Lanes<V>() * words))
        fixed (float* open = Scratch.Floats(Scratch.Slot.ScreenCandidates, (rows * MostOpen + ScreenTile.Rows) * 4))
        {
            var bounds = (ScreenRow*)(q + rows * words);
            float* values = (float*)(bounds + rows);
            var block = new ScreenQueries((int*)q, bounds, values, values + rows, size);
            int* offsets = (int*)t + ScreenItems.Most * words;
            var group = new ScreenItems((int*)t, offsets, offsets + ScreenItems.Most, size);
            for (int row = from; row < to; row += rows)
            {
                int count = Math.Min(rows, to - row);
                block.Fill<T, V>(queries + (nint)row * size, thresholds + row, count);
                for (int item = 0; item < items; item += ScreenItems.Most)
                    Group<T, V>(block, row, count, group, item, Math.Min(ScreenItems.Most, items - item), (Candidates*)open);
            }
        }
    }

    [MethodImpl(Compiled.Alone)]
    private void Group<T, V>(in ScreenQueries block, int from, int rows, in ScreenItems group, int item, int width, Candidates* open)
        where T : unmanaged, ISimd<T>
        where V : unmanaged, IShorts<V>
    {
        float* first = table + (nint)item * size;
        var scale = WholeScale.Of<T>(first, width, size);
        if (scale.Factor != 0)
        {
            group.Fill<V>(first, width, scale);
            block.Bound(scale, rows);
            int noted = Tiles<V>(block, rows, group, width, open, rows * MostOpen);
            var recount = new Recount(queries + (nint)from * size, first, size, thresholds + from, counts + from);
            if (noted >= 0 && recount.TryRun<T>(open, noted, rows * MostOpen))
            {
                for (int row = 0; row < rows; row++) counts[from + row] += block.Rows[row].Sure;
                return;
            }
        }
        var sink = new CountSink(thresholds, counts);
        new TableScan(queries, first, width, size).Run<T, CountSink>(from, from + rows, ref sink);
    }

    /// <summary>All tiles of a group with the block.</summary>
    /// <returns>How many notes were taken; −1 if there were more than the most.</returns>
    [MethodImpl(Compiled.Alone)]
    private static int Tiles<V>(in ScreenQueries block, int rows, in ScreenItems group, int width, Candidates* open, int most)
        where V : unmanaged, IShorts<V>
    {
        int lanes = ScreenTile.Lanes<V>();
        Candidates* next = open;
        for (int item = 0; item < width; item += lanes)
        {
            int* query = block.Values;
            for (int row = 0; row < rows; row += ScreenTile.Rows, query += ScreenTile.Rows * block.Words)
            {
                next = ScreenTile.Run<V>(group.Tile(query, item, lanes), block.Rows, row, Math.Min(ScreenTile.Rows, rows - row), next);
                if (next - open > most) return -1;
            }
        }
        return (int)(next - open);
    }
}
