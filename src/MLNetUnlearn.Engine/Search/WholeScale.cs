using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Search;

/// <summary>
/// How rows of numbers become whole ones of 16 bits: what they are multiplied by, so that two elements add up within 16 bits and, by
/// Cauchy and Schwarz, the inner product of two rows lies within <see cref="Most"/> on either side of zero.
/// </summary>
internal readonly unsafe struct WholeScale
{
    /// <summary>More than any inner product; the difference of two such still fits.</summary>
    internal const float Most = (1 << 30) - 64;

    private const float Element = 16383f;
    private const float Length = 32700f; // its square, with what rounding may add, is below Most
    private const float Finest = 1L << 60; // for numbers so small that their squares vanish
    private const float Largest = 1L << 55; // for scores that are surely finite

    private WholeScale(float factor, float sum)
    {
        Factor = factor;
        Sum = sum;
    }

    /// <summary>What to multiply by; 0 if the numbers are unsuited.</summary>
    internal float Factor { get; }

    /// <summary>The greatest sum of the sizes of a row's elements, as a multiple of the new unit.</summary>
    internal float Sum { get; }

    /// <summary>For a number of rows that are to have one scale.</summary>
    [MethodImpl(Compiled.Alone)]
    internal static WholeScale Of<T>(float* from, int rows, int size)
        where T : unmanaged, ISimd<T>
    {
        T most = T.Zero;
        var sums = Vector128<float>.Zero;
        for (int row = 0; row < rows; row++, from += size)
        {
            T total = T.Zero, square = T.Zero;
            int i = 0;
            for (; i <= size - T.Count; i += T.Count) Add(T.Load(from + i), ref most, ref total, ref square);
            if (i < size) Add(Part.Load<T>(from + i, size - i), ref most, ref total, ref square);
            sums = Vector128.Max(sums, T.Sums(total, square, total, square)); // NaN if there is one
        }
        float greatest = T.Largest(most), sum = sums[0], squares = sums[1];
        // Not a number or infinite: so is the sum.
        if (!(sum <= float.MaxValue) || greatest > Largest) return default;
        float factor = MathF.Min(MathF.Min(Element / greatest, Length / MathF.Sqrt(squares)), Finest);
        return new WholeScale(factor, sum * factor);
    }

    /// <summary>Turns a row into whole numbers, with zeros up to the length given.</summary>
    [MethodImpl(Compiled.Alone)]
    internal void Round<V>(float* from, int size, short* to, int length)
        where V : unmanaged, IShorts<V>
    {
        int i = 0;
        for (; i <= size - 2 * V.Count; i += 2 * V.Count) V.Round(from + i, Factor, to + i);
        for (; i < size; i++) to[i] = (short)MathF.Round(from[i] * Factor);
        for (; i < length; i++) to[i] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(T value, ref T most, ref T total, ref T square)
        where T : unmanaged, ISimd<T>
    {
        T size = T.Abs(value);
        most = T.Larger(most, size);
        total += size;
        square = T.Fma(size, size, square);
    }
}
