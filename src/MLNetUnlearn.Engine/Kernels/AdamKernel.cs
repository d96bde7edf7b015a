using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>The numbers of one Adam step.</summary>
/// <param name="Beta1">The decay of the first moment.</param>
/// <param name="Beta2">The decay of the second moment.</param>
/// <param name="Eps">Added to the root of the second moment.</param>
/// <param name="StepSize">lr / (1 - beta1^t).</param>
/// <param name="RootScale">1 / sqrt(1 - beta2^t).</param>
/// <param name="Decay">Added to the gradient times the parameter (Adam's weight decay).</param>
/// <param name="Shrink">The factor on the parameter before the step (AdamW's weight decay), or 1.</param>
/// <param name="Sign">-1 to climb instead of descend.</param>
internal readonly record struct AdamStep(
    float Beta1, float Beta2, float Eps, float StepSize, float RootScale, float Decay, float Shrink, float Sign);

/// <summary>Adam in one pass over parameter, gradient and moments.</summary>
internal static unsafe class AdamKernel
{
    private const int Grain = 8 * 1024;

    /// <summary>Updates parameter and moments; <paramref name="largest"/> is the AMSGrad maximum, or empty.</summary>
    internal static void Apply(
        in AdamStep step, Span<float> parameter, ReadOnlySpan<float> grad, Span<float> first, Span<float> second, Span<float> largest)
    {
        Spans.CheckSame(grad.Length, parameter.Length);
        Spans.CheckMoments(first, second, parameter);
        fixed (float* pp = parameter, pg = grad, pm = first, pv = second, pl = largest)
            Launch.For(new DenseKernel(new Body(step, pp, pm, pv, pl), pg), parameter.Length, Grain, multiple: 64);
    }

    /// <summary>The same where most rows have a zero gradient: the others have theirs at a slot among the values.</summary>
    internal static void Apply(
        in AdamStep step,
        Span<float> parameter,
        ReadOnlySpan<float> values,
        Span<float> first,
        Span<float> second,
        Span<float> largest,
        ReadOnlySpan<int> slots,
        int rowLength)
    {
        Spans.CheckMoments(first, second, parameter);
        Spans.CheckSame(slots.Length * rowLength, parameter.Length);
        fixed (float* pp = parameter, pg = values, pm = first, pv = second, pl = largest)
        fixed (int* ps = slots)
        {
            var kernel = new SlotsKernel(new Body(step, pp, pm, pv, pl), pg, ps, rowLength);
            Launch.For(kernel, slots.Length, Math.Max(1, Grain / Math.Max(rowLength, 1)));
        }
    }

    /// <summary>The same for a few rows alone, each there once.</summary>
    internal static void ApplyToRows(
        in AdamStep step,
        Span<float> parameter,
        ReadOnlySpan<float> values,
        Span<float> first,
        Span<float> second,
        ReadOnlySpan<int> rows,
        int rowLength)
    {
        Spans.CheckMoments(first, second, parameter);
        Spans.CheckSame(values.Length, rows.Length * rowLength);
        fixed (float* pp = parameter, pg = values, pm = first, pv = second)
        fixed (int* pr = rows)
        {
            var kernel = new RowsKernel(new Body(step, pp, pm, pv, null), pg, pr, rowLength);
            Launch.For(kernel, rows.Length, Math.Max(1, Grain / Math.Max(rowLength, 1)));
        }
    }

    private readonly struct DenseKernel(Body body, float* grad) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
            => body.Range<T>(from, to - from, grad + from);
    }

    private readonly struct SlotsKernel(Body body, float* values, int* slots, int rowLength) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            while (from < to)
            {
                // Rows without a gradient in runs.
                int next = from + 1;
                while (slots[from] < 0 && next < to && slots[next] < 0) next++;
                float* g = slots[from] < 0 ? null : values + (long)slots[from] * rowLength;
                body.Range<T>(from * rowLength, (next - from) * rowLength, g);
                from = next;
            }
        }
    }

    private readonly struct RowsKernel(Body body, float* values, int* rows, int rowLength) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            if (rowLength % T.Count == 0) body.Rows<T>(rows, from, to, rowLength, values);
            else for (int i = from; i < to; i++) body.Range<T>(rows[i] * rowLength, rowLength, values + (long)i * rowLength);
        }
    }

    private readonly struct Body(AdamStep step, float* parameter, float* first, float* second, float* largest)
    {
        /// <summary>The step for elements that lie together, with their gradient or, where that is null, zero.</summary>
        internal void Range<T>(int from, int count, float* grad)
            where T : unmanaged, ISimd<T>
        {
            int whole = count / T.Count * T.Count;
            Whole<T>(parameter + from, grad, first + from, second + from, largest is null ? null : largest + from, whole);
            if (whole < count) Rest<T>(from + whole, count - whole, grad is null ? null : grad + whole);
        }

        // A part of a register by way of whole ones.
        private void Rest<T>(int from, int count, float* grad)
            where T : unmanaged, ISimd<T>
        {
            T p = Part.Load<T>(parameter + from, count), m = Part.Load<T>(first + from, count), v = Part.Load<T>(second + from, count);
            T g = grad is null ? T.Zero : Part.Load<T>(grad, count), l = T.Zero;
            if (largest is not null) l = Part.Load<T>(largest + from, count);
            Whole<T>((float*)&p, (float*)&g, (float*)&m, (float*)&v, largest is null ? null : (float*)&l, T.Count);
            Part.Store(p, parameter + from, count);
            Part.Store(m, first + from, count);
            Part.Store(v, second + from, count);
            if (largest is not null) Part.Store(l, largest + from, count);
        }

        [MethodImpl(Compiled.Alone)]
        private void Whole<T>(float* p, float* g, float* m, float* v, float* l, int count)
            where T : unmanaged, ISimd<T>
        {
            T beta1 = T.All(step.Beta1), beta2 = T.All(step.Beta2), rest1 = T.All(1 - step.Beta1), rest2 = T.All(1 - step.Beta2);
            T decay = T.All(step.Decay), shrink = T.All(step.Shrink), sign = T.All(step.Sign);
            T scale = T.All(step.RootScale), eps = T.All(step.Eps), size = T.All(-step.StepSize);
            for (int i = 0; i < count; i += T.Count)
            {
                T value = T.Load(p + i);
                T slope = T.Fma(decay, value, g is null ? T.Zero : sign * T.Load(g + i));
                T mean = Mean(slope, m + i, beta1, rest1), square = Square(slope, v + i, beta2, rest2);
                if (l is not null)
                {
                    square = T.Max(square, T.Load(l + i));
                    T.Store(square, l + i);
                }
                T.Store(T.Fma(size, mean / T.Fma(T.Sqrt(square), scale, eps), value * shrink), p + i);
            }
        }

        /// <summary>Whole rows that lie anywhere, without decay or AMSGrad; the numbers are made ready once for all of them.</summary>
        [MethodImpl(Compiled.Alone)]
        internal void Rows<T>(int* rows, int from, int to, int rowLength, float* values)
            where T : unmanaged, ISimd<T>
        {
            T beta1 = T.All(step.Beta1), beta2 = T.All(step.Beta2), rest1 = T.All(1 - step.Beta1), rest2 = T.All(1 - step.Beta2);
            T sign = T.All(step.Sign), scale = T.All(step.RootScale), eps = T.All(step.Eps), size = T.All(-step.StepSize);
            for (int row = from; row < to; row++)
            {
                RowPrefetch.FetchAhead(rows, row, to, rowLength, parameter, first, second);
                long at = (long)rows[row] * rowLength;
                float* p = parameter + at, m = first + at, v = second + at, g = values + (long)row * rowLength;
                for (int i = 0; i < rowLength; i += T.Count)
                {
                    T slope = sign * T.Load(g + i);
                    T mean = Mean(slope, m + i, beta1, rest1), square = Square(slope, v + i, beta2, rest2);
                    T.Store(T.Fma(size, mean / T.Fma(T.Sqrt(square), scale, eps), T.Load(p + i)), p + i);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T Mean<T>(T slope, float* m, T beta1, T rest1)
            where T : unmanaged, ISimd<T>
        {
            T mean = T.Fma(rest1, slope, beta1 * T.Load(m));
            T.Store(mean, m);
            return mean;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T Square<T>(T slope, float* v, T beta2, T rest2)
            where T : unmanaged, ISimd<T>
        {
            T square = T.Fma(rest2 * slope, slope, beta2 * T.Load(v));
            T.Store(square, v);
            return square;
        }
    }
}
