using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Layer normalisation along the rows of a matrix.</summary>
internal static unsafe class LayerNormKernels
{
    private const int Grain = 8 * 1024;
    private const int RowPiece = 32;

    /// <summary>result = (x - mean) / sqrt(variance + eps) * weight + bias; keeps mean and 1 / sqrt(variance + eps) of each row.</summary>
    /// <param name="x">rows x columns.</param>
    /// <param name="weight">One factor per column, or empty for 1.</param>
    /// <param name="bias">One summand per column, or empty for 0.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="result">rows x columns.</param>
    /// <param name="statistics">Mean and inverse deviation of each row, in pairs.</param>
    internal static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, float eps, Span<float> result, Span<float> statistics)
    {
        int rows = statistics.Length / 2;
        if (rows == 0 || x.IsEmpty) return;
        int columns = x.Length / rows;
        Spans.CheckSame(result.Length, x.Length);
        if (!weight.IsEmpty) Spans.CheckSame(weight.Length, columns);
        if (!bias.IsEmpty) Spans.CheckSame(bias.Length, columns);
        fixed (float* px = x, pw = weight, pb = bias, pr = result, ps = statistics)
            Launch.For(new ForwardKernel(px, pw, pb, eps, pr, ps, columns), rows, Math.Max(1, Grain / columns));
    }

    /// <summary>
    /// The gradients for x (added to what is there if <paramref name="adds"/>), weight and bias; spans that are empty are not computed.
    /// </summary>
    internal static void Backward(
        ReadOnlySpan<float> grad,
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> weight,
        ReadOnlySpan<float> statistics,
        Span<float> gradX,
        bool adds,
        Span<float> gradWeight,
        Span<float> gradBias)
    {
        int rows = statistics.Length / 2;
        if (rows == 0 || x.IsEmpty)
        {
            gradWeight.Clear();
            gradBias.Clear();
            return;
        }
        int columns = x.Length / rows;
        Spans.CheckSame(grad.Length, x.Length);
        int pieces = (rows + RowPiece - 1) / RowPiece;
        Span<float> work = Scratch.Floats(Scratch.Slot.Sums, pieces * 2 * columns);
        fixed (float* pg = grad, px = x, pw = weight, ps = statistics, pgx = gradX, pt = work)
        {
            var kernel = new BackwardKernel(pg, px, pw, ps, pgx, adds, pt, rows, columns);
            Launch.For(kernel, pieces, Math.Max(1, Grain / (columns * RowPiece)));
        }
        for (int i = 0; i < pieces; i++)
        {
            Add(work.Slice(i * 2 * columns, columns), gradWeight, i == 0);
            Add(work.Slice((i * 2 + 1) * columns, columns), gradBias, i == 0);
        }
    }

    private static void Add(ReadOnlySpan<float> piece, Span<float> total, bool isFirst)
    {
        for (int j = 0; j < total.Length; j++) total[j] = isFirst ? piece[j] : total[j] + piece[j];
    }

    // Rows go four at a time, so that their sums are added up together. At the end the last row is taken again.
    private readonly struct ForwardKernel(
        float* x, float* weight, float* bias, float eps, float* result, float* statistics, int columns) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int row = from; row < to; row += 4)
            {
                FourRows rows = new(row, to, columns);
                float* x0 = x + rows.Start0, x1 = x + rows.Start1, x2 = x + rows.Start2, x3 = x + rows.Start3;
                Vector128<float> mean = Sums<T>(x0, x1, x2, x3) / columns;
                Vector128<float> variance = Squares<T>(x0, x1, x2, x3, mean) / columns;
                Vector128<float> scale = Vector128<float>.One / Vector128.Sqrt(variance + Vector128.Create(eps));
                for (int i = 0; i < rows.Count; i++)
                {
                    statistics[2 * (row + i)] = mean[i];
                    statistics[2 * (row + i) + 1] = scale[i];
                    Normalise<T>(x0 + (long)i * columns, result + rows.Start0 + (long)i * columns, mean[i], scale[i]);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector128<float> Sums<T>(float* x0, float* x1, float* x2, float* x3)
            where T : unmanaged, ISimd<T>
        {
            T s0 = T.Zero, s1 = T.Zero, s2 = T.Zero, s3 = T.Zero;
            int i = 0, count = columns;
            for (; i <= count - T.Count; i += T.Count)
            {
                s0 += T.Load(x0 + i);
                s1 += T.Load(x1 + i);
                s2 += T.Load(x2 + i);
                s3 += T.Load(x3 + i);
            }
            Vector128<float> sums = T.Sums(s0, s1, s2, s3);
            for (; i < count; i++) sums += Vector128.Create(x0[i], x1[i], x2[i], x3[i]);
            return sums;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector128<float> Squares<T>(float* x0, float* x1, float* x2, float* x3, Vector128<float> mean)
            where T : unmanaged, ISimd<T>
        {
            T s0 = T.Zero, s1 = T.Zero, s2 = T.Zero, s3 = T.Zero;
            T m0 = T.All(mean[0]), m1 = T.All(mean[1]), m2 = T.All(mean[2]), m3 = T.All(mean[3]);
            int i = 0, count = columns;
            for (; i <= count - T.Count; i += T.Count)
            {
                T d0 = T.Load(x0 + i) - m0, d1 = T.Load(x1 + i) - m1, d2 = T.Load(x2 + i) - m2, d3 = T.Load(x3 + i) - m3;
                s0 = T.Fma(d0, d0, s0);
                s1 = T.Fma(d1, d1, s1);
                s2 = T.Fma(d2, d2, s2);
                s3 = T.Fma(d3, d3, s3);
            }
            Vector128<float> sums = T.Sums(s0, s1, s2, s3);
            for (; i < count; i++)
            {
                Vector128<float> d = Vector128.Create(x0[i], x1[i], x2[i], x3[i]) - mean;
                sums += d * d;
            }
            return sums;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Normalise<T>(float* source, float* target, float mean, float scale)
            where T : unmanaged, ISimd<T>
        {
            T means = T.All(mean), scales = T.All(scale), one = T.All(1f);
            float* w = weight, b = bias;
            int i = 0, count = columns;
            for (; i <= count - T.Count; i += T.Count)
            {
                T factor = w is null ? one : T.Load(w + i);
                T summand = b is null ? T.Zero : T.Load(b + i);
                T.Store(T.Fma((T.Load(source + i) - means) * scales, factor, summand), target + i);
            }
            for (; i < count; i++) target[i] = (source[i] - mean) * scale * (w is null ? 1 : w[i]) + (b is null ? 0 : b[i]);
        }
    }

    private readonly struct BackwardKernel(
        float* grad, float* x, float* weight, float* statistics, float* gradX, bool adds, float* sums, int rows, int columns) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int piece = from; piece < to; piece++)
            {
                float* weightSum = sums + piece * 2L * columns;
                new Span<float>(weightSum, 2 * columns).Clear();
                int last = Math.Min(rows, (piece + 1) * RowPiece);
                for (int row = piece * RowPiece; row < last; row += 4) Four<T>(row, last, weightSum);
            }
        }

        // With h = grad * weight and n the normalised row: scale * (h - mean(h) - n * mean(h * n)).
        [MethodImpl(Compiled.Alone)]
        private void Four<T>(int row, int last, float* weightSum)
            where T : unmanaged, ISimd<T>
        {
            FourRows four = new(row, last, columns);
            float* g0 = grad + four.Start0, g1 = grad + four.Start1, g2 = grad + four.Start2, g3 = grad + four.Start3;
            float* x0 = x + four.Start0, x1 = x + four.Start1, x2 = x + four.Start2, x3 = x + four.Start3;
            Vector128<float> mean = four.Pick(statistics), scale = four.Pick(statistics + 1);
            // Rows taken again count once in the sums over rows.
            Vector128<float> counts = Vector128.GreaterThan(Vector128.Create((float)four.Count), Vector128<float>.Indices);
            counts = Vector128.ConditionalSelect(counts, Vector128<float>.One, Vector128<float>.Zero);
            T m0 = T.All(mean[0]), m1 = T.All(mean[1]), m2 = T.All(mean[2]), m3 = T.All(mean[3]);
            T v0 = T.All(scale[0]), v1 = T.All(scale[1]), v2 = T.All(scale[2]), v3 = T.All(scale[3]);
            T c1 = T.All(counts[1]), c2 = T.All(counts[2]), c3 = T.All(counts[3]), one = T.All(1f);
            T s0 = T.Zero, s1 = T.Zero, s2 = T.Zero, s3 = T.Zero, p0 = T.Zero, p1 = T.Zero, p2 = T.Zero, p3 = T.Zero;
            float* w = weight, biasSum = weightSum + columns;
            int i = 0, count = columns;
            for (; i <= count - T.Count; i += T.Count)
            {
                T factor = w is null ? one : T.Load(w + i);
                T a0 = T.Load(g0 + i), n0 = (T.Load(x0 + i) - m0) * v0, h0 = a0 * factor;
                T a1 = T.Load(g1 + i), n1 = (T.Load(x1 + i) - m1) * v1, h1 = a1 * factor;
                T a2 = T.Load(g2 + i), n2 = (T.Load(x2 + i) - m2) * v2, h2 = a2 * factor;
                T a3 = T.Load(g3 + i), n3 = (T.Load(x3 + i) - m3) * v3, h3 = a3 * factor;
                s0 += h0;
                s1 += h1;
                s2 += h2;
                s3 += h3;
                p0 = T.Fma(h0, n0, p0);
                p1 = T.Fma(h1, n1, p1);
                p2 = T.Fma(h2, n2, p2);
                p3 = T.Fma(h3, n3, p3);
                a1 *= c1;
                a2 *= c2;
                a3 *= c3;
                T.Store(T.Fma(a0, n0, T.Fma(a1, n1, T.Fma(a2, n2, T.Fma(a3, n3, T.Load(weightSum + i))))), weightSum + i);
                T.Store(a0 + a1 + (a2 + a3) + T.Load(biasSum + i), biasSum + i);
            }
            Vector128<float> sum = T.Sums(s0, s1, s2, s3), product = T.Sums(p0, p1, p2, p3);
            for (; i < count; i++)
            {
                Vector128<float> a = Vector128.Create(g0[i], g1[i], g2[i], g3[i]), h = a * (w is null ? 1 : w[i]);
                Vector128<float> n = (Vector128.Create(x0[i], x1[i], x2[i], x3[i]) - mean) * scale;
                sum += h;
                product += h * n;
                weightSum[i] += Vector128.Sum(a * n * counts);
                biasSum[i] += Vector128.Sum(a * counts);
            }
            if (gradX is null) return;
            sum /= count;
            product /= count;
            for (int j = 0; j < four.Count; j++)
            {
                long start = four.Start0 + (long)j * columns;
                Row<T>(grad + start, x + start, gradX + start, mean[j], scale[j], sum[j], product[j]);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Row<T>(float* g, float* source, float* target, float mean, float scale, float meanH, float meanProduct)
            where T : unmanaged, ISimd<T>
        {
            T means = T.All(mean), scales = T.All(scale), one = T.All(1f), shift = T.All(meanH), slope = T.All(-meanProduct);
            float* w = weight;
            int i = 0, count = columns;
            for (; i <= count - T.Count; i += T.Count)
            {
                T h = T.Load(g + i) * (w is null ? one : T.Load(w + i));
                T change = T.Fma(slope, (T.Load(source + i) - means) * scales, h - shift);
                T.Store(T.Fma(scales, change, adds ? T.Load(target + i) : T.Zero), target + i);
            }
            for (; i < count; i++)
            {
                float h = g[i] * (w is null ? 1 : w[i]);
                target[i] = (adds ? target[i] : 0) + scale * (h - meanH - (source[i] - mean) * scale * meanProduct);
            }
        }
    }

    // Where four rows begin, as far as there are any before the end.
    private readonly struct FourRows(int row, int end, int columns)
    {
        internal readonly int Count = Math.Min(4, end - row);

        internal long Start0 => (long)row * columns;

        internal long Start1 => (long)Math.Min(row + 1, end - 1) * columns;

        internal long Start2 => (long)Math.Min(row + 2, end - 1) * columns;

        internal long Start3 => (long)Math.Min(row + 3, end - 1) * columns;

        internal Vector128<float> Pick(float* pairs)
        {
            int last = end - 1;
            return Vector128.Create(
                pairs[2 * row], pairs[2 * Math.Min(row + 1, last)], pairs[2 * Math.Min(row + 2, last)], pairs[2 * Math.Min(row + 3, last)]);
        }
    }
}
