using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Layer normalisation along the rows of a matrix.</summary>
internal static unsafe class LayerNormKernels
{
    private const int Grain = 16 * 1024;
    private const int RowPiece = 64;

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
        bool sums = !gradWeight.IsEmpty || !gradBias.IsEmpty;
        Span<float> work = sums ? Scratch.Floats(Scratch.Slot.Sums, pieces * 2 * columns) : default;
        fixed (float* pg = grad, px = x, pw = weight, ps = statistics, pgx = gradX, pt = work)
        {
            var kernel = new BackwardKernel(pg, px, pw, ps, pgx, adds, pt, rows, columns);
            Launch.For(kernel, pieces, Math.Max(1, Grain / (columns * RowPiece)));
        }
        for (int i = 0; i < pieces && sums; i++)
        {
            Add(work.Slice(i * 2 * columns, columns), gradWeight, i == 0);
            Add(work.Slice((i * 2 + 1) * columns, columns), gradBias, i == 0);
        }
    }

    private static void Add(ReadOnlySpan<float> piece, Span<float> total, bool isFirst)
    {
        for (int j = 0; j < total.Length; j++) total[j] = isFirst ? piece[j] : total[j] + piece[j];
    }

    private readonly struct ForwardKernel(
        float* x, float* weight, float* bias, float eps, float* result, float* statistics, int columns) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int row = from; row < to; row++)
            {
                float* source = x + (long)row * columns;
                float mean = RowMath.Sum<T>(source, columns) / columns;
                float scale = 1 / MathF.Sqrt(RowMath.Deviation<T>(source, columns, mean) / columns + eps);
                statistics[2 * row] = mean;
                statistics[2 * row + 1] = scale;
                Normalise<T>(source, result + (long)row * columns, mean, scale);
            }
        }

        [MethodImpl(Compiled.Alone)]
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
                if (sums is not null) new Span<float>(weightSum, 2 * columns).Clear();
                int last = Math.Min(rows, (piece + 1) * RowPiece);
                for (int row = piece * RowPiece; row < last; row++)
                {
                    long start = (long)row * columns;
                    float mean = statistics[2 * row], scale = statistics[2 * row + 1];
                    if (sums is not null) AddSums<T>(grad + start, x + start, weightSum, weightSum + columns, mean, scale);
                    if (gradX is not null) Row<T>(grad + start, x + start, gradX + start, mean, scale);
                }
            }
        }

        [MethodImpl(Compiled.Alone)]
        private void AddSums<T>(float* g, float* source, float* weightSum, float* biasSum, float mean, float scale)
            where T : unmanaged, ISimd<T>
        {
            T means = T.All(mean), scales = T.All(scale);
            int i = 0, count = columns;
            for (; i <= count - T.Count; i += T.Count)
            {
                T arrived = T.Load(g + i);
                T.Store(T.Fma(arrived, (T.Load(source + i) - means) * scales, T.Load(weightSum + i)), weightSum + i);
                T.Store(T.Load(biasSum + i) + arrived, biasSum + i);
            }
            for (; i < count; i++)
            {
                weightSum[i] += g[i] * (source[i] - mean) * scale;
                biasSum[i] += g[i];
            }
        }

        // With h = grad * weight and n the normalised row: scale * (h - mean(h) - n * mean(h * n)).
        [MethodImpl(Compiled.Alone)]
        private void Row<T>(float* g, float* source, float* target, float mean, float scale)
            where T : unmanaged, ISimd<T>
        {
            T means = T.All(mean), scales = T.All(scale), one = T.All(1f);
            T sum = T.Zero, product = T.Zero;
            float* w = weight;
            int i = 0, count = columns;
            for (; i <= count - T.Count; i += T.Count)
            {
                T h = T.Load(g + i) * (w is null ? one : T.Load(w + i));
                sum += h;
                product = T.Fma(h, (T.Load(source + i) - means) * scales, product);
            }
            float meanH = T.Sum(sum), meanProduct = T.Sum(product);
            for (int j = i; j < count; j++)
            {
                float h = g[j] * (w is null ? 1 : w[j]);
                meanH += h;
                meanProduct += h * (source[j] - mean) * scale;
            }
            meanH /= count;
            meanProduct /= count;
            T shift = T.All(meanH), slope = T.All(-meanProduct);
            i = 0;
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
}
