using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>
/// Dropout by the counter hash, alone or in one pass with what mostly stands beside it: after a ReLU, or before an addition. Backward
/// of dropout is the same multiplication by the same mask.
/// </summary>
internal static unsafe class DropoutKernel
{
    /// <summary>result[i] = x[i] / (1 - p) where the hash of i keeps it, else 0.</summary>
    internal static void Apply(ReadOnlySpan<float> x, in DropoutMask mask, Span<float> result)
    {
        Spans.CheckSame(x.Length, result.Length);
        fixed (float* px = x, pr = result) Launch.For(new Kernel(px, pr, mask, false), x.Length, Map.Grain, multiple: 64);
    }

    /// <summary>The same of the larger of x[i] and 0.</summary>
    internal static void OfRelu(ReadOnlySpan<float> x, in DropoutMask mask, Span<float> result)
    {
        Spans.CheckSame(x.Length, result.Length);
        fixed (float* px = x, pr = result) Launch.For(new Kernel(px, pr, mask, true), x.Length, Map.Grain, multiple: 64);
    }

    /// <summary>result[i] = sum[i] + the dropout of x[i].</summary>
    internal static void AddTo(ReadOnlySpan<float> sum, ReadOnlySpan<float> x, in DropoutMask mask, Span<float> result)
    {
        Spans.CheckSame(x.Length, result.Length);
        Spans.CheckSame(x.Length, sum.Length);
        fixed (float* ps = sum, px = x, pr = result) Launch.For(new AddKernel(ps, px, pr, mask), x.Length, Map.Grain, multiple: 64);
    }

    private readonly struct Kernel(float* x, float* result, DropoutMask mask, bool isOfRelu) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            DropoutMask m = mask;
            float* a = x, r = result;
            T least = T.All(isOfRelu ? 0 : float.NegativeInfinity);
            int i = from;
            for (; i <= to - T.Count; i += T.Count) T.Store(T.Larger(least, T.Load(a + i)) * m.Factors<T>((uint)i), r + i);
            if (i < to) Part.Store(T.Larger(least, Part.Load<T>(a + i, to - i)) * m.Factors<T>((uint)i), r + i, to - i);
        }
    }

    private readonly struct AddKernel(float* sum, float* x, float* result, DropoutMask mask) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            DropoutMask m = mask;
            float* s = sum, a = x, r = result;
            int i = from;
            for (; i <= to - T.Count; i += T.Count) T.Store(T.Fma(T.Load(a + i), m.Factors<T>((uint)i), T.Load(s + i)), r + i);
            if (i == to) return;
            int left = to - i;
            Part.Store(T.Fma(Part.Load<T>(a + i, left), m.Factors<T>((uint)i), Part.Load<T>(s + i, left)), r + i, left);
        }
    }
}
