using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Search;

/// <summary>
/// A group of items in whole numbers of one scale: panels as wide as a tile, and what their own products add to its sums.
/// </summary>
internal readonly unsafe struct ScreenItems(int* panels, int* offsets, int* rows, int size)
{
    /// <summary>The most items of a group.</summary>
    internal const int Most = 256;

    private readonly int _words = ScreenQueries.WordsOf(size);

    /// <summary>Takes over items of a scale.</summary>
    [MethodImpl(Compiled.Alone)]
    internal void Fill<V>(float* items, int count, in WholeScale scale)
        where V : unmanaged, IShorts<V>
    {
        int lanes = ScreenTile.Lanes<V>();
        for (int first = 0; first < count; first += lanes)
        {
            int width = Math.Min(lanes, count - first);
            for (int i = 0; i < width; i++) scale.Round<V>(items + (nint)(first + i) * size, size, (short*)(rows + i * _words), 2 * _words);
            int* panel = panels + first * _words;
            Packing.Transposed((float*)rows, _words, width, _words, (float*)panel, lanes); // only moves them
            for (int lane = 0; lane < lanes; lane += V.Count) V.Store(Offsets<V>(panel + lane, lanes), offsets + first + lane);
            // Where there is no item, less than any threshold: no product changes that.
            new Span<int>(offsets + first + width, lanes - width).Fill(-1 << 30);
        }
    }

    /// <summary>The tile of an item and those after it with a row of the queries and those after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ScreenSource Tile(int* query, int first, int lanes)
        => new(query, _words, panels + first * _words, lanes, _words / 2, offsets + first, first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Offsets<V>(int* panel, int lanes)
        where V : unmanaged, IShorts<V>
    {
        V sum = V.All(0);
        for (int word = 0; word < _words; word += 2, panel += 2 * lanes) sum -= V.MultiplyAdd(V.Load(panel), V.Load(panel + lanes));
        return sum;
    }
}
