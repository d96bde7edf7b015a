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
    private const int Grain = 16 * 1024;

    /// <summary>Updates parameter and moments; <paramref name="largest"/> is the AMSGrad maximum, or empty.</summary>
    internal static void Apply(
        in AdamStep step, Span<float> parameter, ReadOnlySpan<float> grad, Span<float> first, Span<float> second, Span<float> largest)
    {
        Spans.CheckSame(grad.Length, parameter.Length);
        Spans.CheckSame(first.Length, parameter.Length);
        Spans.CheckSame(second.Length, parameter.Length);
        fixed (float* pp = parameter, pg = grad, pm = first, pv = second, pl = largest)
            Launch.For(new Kernel(step, pp, pg, pm, pv, pl, null, 0), parameter.Length, Grain, multiple: 64);
    }

    /// <summary>The same where all rows without a flag are known to have a zero gradient, which then need not be read.</summary>
    internal static void Apply(
        in AdamStep step,
        Span<float> parameter,
        ReadOnlySpan<float> grad,
        Span<float> first,
        Span<float> second,
        Span<float> largest,
        ReadOnlySpan<bool> flags,
        int rowLength)
    {
        Spans.CheckSame(grad.Length, parameter.Length);
        Spans.CheckSame(first.Length, parameter.Length);
        Spans.CheckSame(second.Length, parameter.Length);
        Spans.CheckSame(flags.Length * rowLength, parameter.Length);
        fixed (float* pp = parameter, pg = grad, pm = first, pv = second, pl = largest)
        fixed (bool* pf = flags)
            Launch.For(new Kernel(step, pp, pg, pm, pv, pl, pf, rowLength), flags.Length, Math.Max(1, Grain / rowLength));
    }

    private readonly struct Kernel(
        AdamStep step, float* parameter, float* grad, float* first, float* second, float* largest, bool* flags, int rowLength) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            if (flags is null)
            {
                Range<T>(from, to, hasGrad: true);
                return;
            }
            // Runs of rows of one kind.
            while (from < to)
            {
                int next = from + 1;
                while (next < to && flags[next] == flags[from]) next++;
                Range<T>(from * rowLength, next * rowLength, flags[from]);
                from = next;
            }
        }

        private void Range<T>(int from, int to, bool hasGrad)
            where T : unmanaged, ISimd<T>
        {
            int whole = (to - from) / T.Count * T.Count, left = to - from - whole;
            float* g = hasGrad ? grad + from : null;
            Whole<T>(parameter + from, g, first + from, second + from, largest is null ? null : largest + from, whole);
            if (left > 0) Rest<T>(from + whole, left, hasGrad);
        }

        // A part of a register by way of whole ones.
        private void Rest<T>(int from, int count, bool hasGrad)
            where T : unmanaged, ISimd<T>
        {
            T p = Part.Load<T>(parameter + from, count), m = Part.Load<T>(first + from, count), v = Part.Load<T>(second + from, count);
            T g = hasGrad ? Part.Load<T>(grad + from, count) : T.Zero, l = T.Zero;
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
                T mean = T.Fma(rest1, slope, beta1 * T.Load(m + i));
                T square = T.Fma(rest2 * slope, slope, beta2 * T.Load(v + i));
                T.Store(mean, m + i);
                T.Store(square, v + i);
                if (l is not null)
                {
                    square = T.Max(square, T.Load(l + i));
                    T.Store(square, l + i);
                }
                T divisor = T.Fma(T.Sqrt(square), scale, eps);
                T.Store(T.Fma(size, mean / divisor, value * shrink), p + i);
            }
        }
    }
}
