using System.Numerics;
using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>
/// Matrix products that step over the zeros of one side: after a ReLU and a dropout three of four values are zero, and a multiplication
/// of a finite number by them changes nothing. Where the other side is infinite or NaN, a product by zero would be NaN; it is left out
/// where the zero is stepped over, that is in columns that fill four registers at a time. Zeros are taken as they come; nothing is sorted
/// or packed. Results are the same for any number of threads.
/// </summary>
internal static unsafe class SparseGemm
{
    /// <summary>From this share of zeros on, stepping over them pays where sums stay in registers.</summary>
    internal const double RowsFrom = 0.45;

    /// <summary>From this share of zeros on, stepping over them pays where sums go to memory.</summary>
    internal const double ColumnsFrom = 0.65;

    private const int Grain = 512 * 1024;

    /// <summary>Whether rows of this length are made of whole registers of any width.</summary>
    internal static bool Fits(int length) => length > 0 && length % F512.Count == 0;

    /// <summary>c = a · b + bias, or c += a · b, with many zeros in a.</summary>
    /// <param name="a">m x k.</param>
    /// <param name="b">k x n, or n x k if transposed.</param>
    /// <param name="transposeB">Whether <paramref name="b"/> is read transposed.</param>
    /// <param name="bias">n values to add to every row, or none.</param>
    /// <param name="c">m x n; n <see cref="Fits"/>.</param>
    /// <param name="n">The columns of the result.</param>
    /// <param name="k">The length of the sums.</param>
    /// <param name="accumulate">Whether to add to what is in <paramref name="c"/>.</param>
    internal static void Rows(
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        bool transposeB,
        ReadOnlySpan<float> bias,
        Span<float> c,
        int n,
        int k,
        bool accumulate)
    {
        int m = c.Length / n;
        Spans.CheckSame(a.Length, m * k);
        Spans.CheckSame(b.Length, n * k);
        fixed (float* pa = a, pb = b, pbias = bias, pc = c)
        fixed (float* packed = transposeB ? Scratch.Floats(Scratch.Slot.PanelB, n * k) : default)
        {
            if (transposeB) Packing.Transposed(pb, k, n, k, packed, n);
            var kernel = new RowsKernel(pa, transposeB ? packed : pb, pbias, pc, n, k, accumulate);
            Launch.For(kernel, m, Share(n, k));
        }
    }

    /// <summary>c = aᵀ · b, or c += aᵀ · b, with many zeros in a.</summary>
    /// <param name="a">m x k.</param>
    /// <param name="b">m x n.</param>
    /// <param name="c">k x n; n <see cref="Fits"/>.</param>
    /// <param name="n">The columns of the result.</param>
    /// <param name="k">The rows of the result.</param>
    /// <param name="accumulate">Whether to add to what is in <paramref name="c"/>.</param>
    internal static void Columns(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int n, int k, bool accumulate)
    {
        int m = b.Length / n;
        Spans.CheckSame(a.Length, m * k);
        Spans.CheckSame(c.Length, n * k);
        bool isLong = LongSums.Fits(m, c.Length);
        if (!accumulate && !isLong) c.Clear();
        fixed (float* pa = a, pb = b, pc = c)
        {
            if (isLong) LongSums.Run(new ColumnsChunk(pa, pb, n, k), m, c.Length, pc, accumulate);
            else Launch.For(new ColumnsKernel(pa, pb, pc, m, n, k), k, Share(n, m), multiple: 16);
        }
    }

    private static int Share(int n, int each) => (int)Math.Clamp(Grain / ((long)n * each), 1, int.MaxValue);

    /// <summary>One bit for each of up to 64 values: whether it is not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NotZero<T>(float* values, int count)
        where T : unmanaged, ISimd<T>
    {
        ulong bits = 0;
        int i = 0;
        for (; i <= count - T.Count; i += T.Count) bits |= T.NotZero(T.Load(values + i)) << i;
        for (; i < count; i++) bits |= (values[i] != 0 ? 1UL : 0) << i;
        return bits;
    }

    private readonly struct RowsKernel(float* a, float* b, float* bias, float* c, int n, int k, bool accumulate) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            int column = 0;
            for (; column <= n - 4 * T.Count; column += 4 * T.Count) Four<T>(from, to, column);
            for (; column < n; column += T.Count) One<T>(from, to, column);
        }

        [MethodImpl(Compiled.Alone)]
        private void Four<T>(int from, int to, int column)
            where T : unmanaged, ISimd<T>
        {
            int lanes = T.Count;
            nint step = n;
            for (int row = from; row < to; row++)
            {
                float* x = a + (long)row * k, target = c + (long)row * n + column;
                T c0 = T.Zero, c1 = T.Zero, c2 = T.Zero, c3 = T.Zero;
                for (int first = 0; first < k; first += 64)
                {
                    float* panel = b + (long)first * n + column;
                    for (ulong bits = NotZero<T>(x + first, Math.Min(64, k - first)); bits != 0; bits &= bits - 1)
                    {
                        nint i = BitOperations.TrailingZeroCount(bits);
                        T factor = T.All(x[first + i]);
                        float* line = panel + i * step;
                        c0 = T.Fma(factor, T.Load(line), c0);
                        c1 = T.Fma(factor, T.Load(line + lanes), c1);
                        c2 = T.Fma(factor, T.Load(line + 2 * lanes), c2);
                        c3 = T.Fma(factor, T.Load(line + 3 * lanes), c3);
                    }
                }
                float* added = accumulate ? target : bias is null ? null : bias + column;
                if (added is not null)
                {
                    c0 += T.Load(added);
                    c1 += T.Load(added + lanes);
                    c2 += T.Load(added + 2 * lanes);
                    c3 += T.Load(added + 3 * lanes);
                }
                T.Store(c0, target);
                T.Store(c1, target + lanes);
                T.Store(c2, target + 2 * lanes);
                T.Store(c3, target + 3 * lanes);
            }
        }

        [MethodImpl(Compiled.Alone)]
        private void One<T>(int from, int to, int column)
            where T : unmanaged, ISimd<T>
        {
            for (int row = from; row < to; row++)
            {
                float* x = a + (long)row * k, target = c + (long)row * n + column;
                T sum = T.Zero;
                for (int i = 0; i < k; i++) sum = T.Fma(T.All(x[i]), T.Load(b + (long)i * n + column), sum);
                float* added = accumulate ? target : bias is null ? null : bias + column;
                T.Store(added is null ? sum : sum + T.Load(added), target);
            }
        }
    }

    private readonly struct ColumnsChunk(float* a, float* b, int n, int k) : IRowChunk
    {
        public static bool AddsAtEnd(int rows) => false;

        public void Run(int from, int to, float* target, bool adds)
        {
            if (!adds) new Span<float>(target, n * k).Clear();
            Launch.Here(new ColumnsKernel(a + (long)from * k, b + (long)from * n, target, to - from, n, k), k);
        }
    }

    private readonly struct ColumnsKernel(float* a, float* b, float* c, int m, int n, int k) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            int column = 0;
            for (; column <= n - 4 * T.Count; column += 4 * T.Count) Four<T>(from, to, column);
            for (; column < n; column += T.Count) One<T>(from, to, column);
        }

        [MethodImpl(Compiled.Alone)]
        private void Four<T>(int from, int to, int column)
            where T : unmanaged, ISimd<T>
        {
            int lanes = T.Count;
            nint step = n;
            for (int first = from; first < to; first += 64)
            {
                int count = Math.Min(64, to - first);
                float* panel = c + (long)first * n + column;
                for (int row = 0; row < m; row++)
                {
                    float* x = a + (long)row * k + first, y = b + (long)row * n + column;
                    T y0 = T.Load(y), y1 = T.Load(y + lanes), y2 = T.Load(y + 2 * lanes), y3 = T.Load(y + 3 * lanes);
                    for (ulong bits = NotZero<T>(x, count); bits != 0; bits &= bits - 1)
                    {
                        nint i = BitOperations.TrailingZeroCount(bits);
                        T factor = T.All(x[i]);
                        float* line = panel + i * step;
                        T.Store(T.Fma(factor, y0, T.Load(line)), line);
                        T.Store(T.Fma(factor, y1, T.Load(line + lanes)), line + lanes);
                        T.Store(T.Fma(factor, y2, T.Load(line + 2 * lanes)), line + 2 * lanes);
                        T.Store(T.Fma(factor, y3, T.Load(line + 3 * lanes)), line + 3 * lanes);
                    }
                }
            }
        }

        [MethodImpl(Compiled.Alone)]
        private void One<T>(int from, int to, int column)
            where T : unmanaged, ISimd<T>
        {
            for (int i = from; i < to; i++)
            {
                float* target = c + (long)i * n + column;
                T sum = T.Load(target);
                for (int row = 0; row < m; row++)
                    sum = T.Fma(T.All(a[(long)row * k + i]), T.Load(b + (long)row * n + column), sum);
                T.Store(sum, target);
            }
        }
    }
}
