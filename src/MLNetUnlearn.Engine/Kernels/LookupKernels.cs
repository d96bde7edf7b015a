using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Arithmetic with rows of a table where they lie.</summary>
internal static unsafe class LookupKernels
{
    private const int GrainElements = 16 * 1024;

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

    /// <summary>result[i] = the inner product of x[i] and table[rows[i]]; the indices were checked.</summary>
    internal static void Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> table, ReadOnlySpan<long> rows, Span<float> result)
    {
        if (result.IsEmpty) return;
        int columns = x.Length / rows.Length;
        fixed (float* px = x, pt = table, pr = result)
        fixed (long* pi = rows)
            Launch.For(new DotKernel(px, pt, pi, pr, columns), rows.Length, Math.Max(1, GrainElements / Math.Max(columns, 1)));
    }

    /// <summary>target[i] (+)= factors[i] * table[rows[i]]; the indices were checked.</summary>
    internal static void Scaled(
        ReadOnlySpan<float> factors, ReadOnlySpan<float> table, ReadOnlySpan<long> rows, Span<float> target, bool adds)
    {
        if (target.IsEmpty) return;
        int columns = target.Length / rows.Length;
        fixed (float* pf = factors, pt = table, pr = target)
        fixed (long* pi = rows)
            Launch.For(new ScaledKernel(pf, pt, pi, pr, columns, adds), rows.Length, Math.Max(1, GrainElements / columns));
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

    private readonly struct DotKernel(float* x, float* table, long* rows, float* result, int columns) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int i = from; i < to; i++) result[i] = RowMath.Dot<T>(x + (long)i * columns, table + rows[i] * columns, columns);
        }
    }

    private readonly struct ScaledKernel(float* factors, float* table, long* rows, float* target, int columns, bool adds) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int i = from; i < to; i++)
            {
                float* row = table + rows[i] * columns, t = target + (long)i * columns;
                float factor = factors[i];
                T wide = T.All(factor);
                int j = 0;
                for (; j <= columns - T.Count; j += T.Count) T.Store(T.Fma(wide, T.Load(row + j), adds ? T.Load(t + j) : T.Zero), t + j);
                for (; j < columns; j++) t[j] = MathF.FusedMultiplyAdd(factor, row[j], adds ? t[j] : 0);
            }
        }
    }
}
