using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Search;

/// <summary>
/// Queries in whole numbers with their thresholds, for the screening. How far a score in whole numbers may be from the one in float:
/// with q·a = Q + e and t·b = T + f, no element of e or f above 0.501, the inner products of q·a with t·b and of Q with T differ by at
/// most 0.501·(Σ|Q| + Σ|t·b|). To that comes what the chain of d products in float may err by, two roundings of 2⁻²⁴ each of at most
/// 2³⁰ in all, and the roundings of the bounds themselves.
/// </summary>
internal readonly unsafe struct ScreenQueries(int* words, ScreenRow* rows, float* thresholds, float* margins, int size)
{
    /// <summary>The whole numbers of a row, two elements to each: even many, filled up with zeros.</summary>
    internal int Words { get; } = WordsOf(size);

    internal int* Values => words;

    internal ScreenRow* Rows => rows;

    internal static int WordsOf(int size) => (size + 3) / 4 * 2;

    /// <summary>Takes over a block of queries.</summary>
    [MethodImpl(Compiled.Alone)]
    internal void Fill<T, V>(float* queries, float* least, int count)
        where T : unmanaged, ISimd<T>
        where V : unmanaged, IShorts<V>
    {
        for (int row = 0; row < count; row++)
        {
            int* to = words + row * Words;
            var scale = WholeScale.Of<T>(queries + (nint)row * size, 1, size);
            // What cannot be turned into whole numbers is always left open.
            thresholds[row] = scale.Factor == 0 ? 0 : float.IsNaN(least[row]) ? float.PositiveInfinity : least[row] * scale.Factor;
            margins[row] = scale.Factor == 0 ? float.PositiveInfinity : 0.502f * scale.Sum;
            scale.Round<V>(queries + (nint)row * size, scale.Factor == 0 ? 0 : size, (short*)to, 2 * Words);
            rows[row].Offset = Offset((short*)to);
        }
    }

    /// <summary>Sets the bounds for items of the scale given, and the counts to 0.</summary>
    [MethodImpl(Compiled.Alone)]
    internal void Bound(in WholeScale items, int count)
    {
        float margin = 0.502f * items.Sum + 131f * size + 600f;
        for (int row = 0; row < count; row++)
        {
            float middle = thresholds[row] * items.Factor, either = margins[row] + margin;
            int low = Whole(middle - either);
            rows[row].Start = rows[row].Offset - low;
            rows[row].LastOpen = Math.Max(0, Whole(middle + either) - low - 1); // where both bounds are out of reach, so is 0
            rows[row].Sure = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Whole(float bound)
        => float.ConvertToIntegerNative<int>(float.MaxNative(float.MinNative(bound, WholeScale.Most), -WholeScale.Most));

    private int Offset(short* row)
    {
        int offset = 0;
        for (int i = 0; i < 2 * Words; i += 4) offset -= row[i] * row[i + 2] + row[i + 1] * row[i + 3];
        return offset;
    }
}
