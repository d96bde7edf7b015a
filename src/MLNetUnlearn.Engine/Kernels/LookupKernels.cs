using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Arithmetic with rows of a table where they lie.</summary>
internal static unsafe class LookupKernels
{
    private const int GrainElements = 8 * 1024;

    /// <summary>result[i] = factor * first[firstRows[i]] + second[secondRows[i]]; the indices were checked.</summary>
    internal static void Sum(
        ReadOnlySpan<float> first, ReadOnlySpan<long> firstRows, float factor, ReadOnlySpan<float> second, ReadOnlySpan<long> secondRows,
        Span<float> result)
    {
        if (result.IsEmpty) return;
        int columns = result.Length / firstRows.Length;
        fixed (float* pf = first, ps = second, pr = result)
        fixed (long* pfr = firstRows, psr = secondRows)
            Launch.For(new SumKernel(pf, pfr, factor, ps, psr, pr, columns), firstRows.Length, Math.Max(1, GrainElements / columns));
    }

    /// <summary>
    /// result[i, j] = the inner product of x[i] and table[rows[i, j]], for each of x's rows and its k rows; the indices were checked.
    /// </summary>
    internal static void Dot(ReadOnlySpan<float> x, int count, ReadOnlySpan<float> table, ReadOnlySpan<long> rows, Span<float> result)
    {
        if (result.IsEmpty) return;
        int columns = x.Length / count, each = rows.Length / count;
        fixed (float* px = x, pt = table, pr = result)
        fixed (long* pi = rows)
            Launch.For(new DotKernel(px, pt, pi, pr, columns, each), count, Math.Max(1, GrainElements / Math.Max(columns * each, 1)));
    }

    /// <summary>target[i] (+)= the sum over j of factors[i, j] * table[rows[i, j]]; the indices were checked.</summary>
    internal static void Scaled(
        ReadOnlySpan<float> factors, ReadOnlySpan<float> table, ReadOnlySpan<long> rows, int count, Span<float> target, bool adds)
    {
        if (target.IsEmpty) return;
        int columns = target.Length / count, each = rows.Length / count;
        if (each == 0 && !adds) target.Clear();
        fixed (float* pf = factors, pt = table, pr = target)
        fixed (long* pi = rows)
        {
            var kernel = new ScaledKernel(pf, pt, pi, pr, columns, each, adds);
            Launch.For(kernel, count, Math.Max(1, GrainElements / Math.Max(columns * each, 1)));
        }
    }

    private readonly struct SumKernel(
        float* first, long* firstRows, float factor, float* second, long* secondRows, float* result, int columns) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            T factors = T.All(factor);
            for (int i = from; i < to; i++)
            {
                float* a = first + firstRows[i] * columns, b = second + secondRows[i] * columns, r = result + (long)i * columns;
                int j = 0;
                for (; j <= columns - T.Count; j += T.Count) T.Store(T.Fma(factors, T.Load(a + j), T.Load(b + j)), r + j);
                for (; j < columns; j++) r[j] = MathF.FusedMultiplyAdd(factor, a[j], b[j]);
            }
        }
    }

    private readonly struct DotKernel(float* x, float* table, long* rows, float* result, int columns, int each) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int i = from; i < to; i++) Row<T>(x + (long)i * columns, rows + (long)i * each, result + (long)i * each);
        }

        [MethodImpl(Compiled.Alone)]
        private void Row<T>(float* left, long* index, float* products)
            where T : unmanaged, ISimd<T>
        {
            int j = 0;
            for (; j <= each - 4; j += 4)
            {
                RowMath.Dots<T>(
                    left, table + index[j] * columns, table + index[j + 1] * columns, table + index[j + 2] * columns,
                    table + index[j + 3] * columns, columns, products + j);
            }
            for (; j < each; j++) products[j] = RowMath.Dot<T>(left, table + index[j] * columns, columns);
        }
    }

    private readonly struct ScaledKernel(
        float* factors, float* table, long* rows, float* target, int columns, int each, bool adds) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int i = from; i < to; i++)
            {
                for (int j = 0; j < each; j++)
                {
                    long at = (long)i * each + j;
                    Add<T>(factors[at], table + rows[at] * columns, target + (long)i * columns, adds || j > 0);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Add<T>(float factor, float* row, float* t, bool isSum)
            where T : unmanaged, ISimd<T>
        {
            T wide = T.All(factor);
            int j = 0;
            for (; j <= columns - T.Count; j += T.Count) T.Store(T.Fma(wide, T.Load(row + j), isSum ? T.Load(t + j) : T.Zero), t + j);
            for (; j < columns; j++) t[j] = MathF.FusedMultiplyAdd(factor, row[j], isSum ? t[j] : 0);
        }
    }
}
