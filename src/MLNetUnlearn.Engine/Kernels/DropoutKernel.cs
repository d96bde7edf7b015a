using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Dropout by the counter hash: forward and backward are the same multiplication by the same mask.</summary>
internal static unsafe class DropoutKernel
{
    /// <summary>result[i] = x[i] / (1 - p) where the hash of i keeps it, else 0.</summary>
    internal static void Apply(ReadOnlySpan<float> x, double p, long seed, Span<float> result)
    {
        Spans.CheckSame(x.Length, result.Length);
        fixed (float* px = x, pr = result) Launch.For(new Kernel(px, pr, new DropoutMask(p, seed)), x.Length, Map.Grain, multiple: 64);
    }

    private readonly struct Kernel(float* x, float* result, DropoutMask mask) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            DropoutMask m = mask;
            float* a = x, r = result;
            int i = from;
            for (; i <= to - T.Count; i += T.Count) T.Store(T.Load(a + i) * m.Factors<T>((uint)i), r + i);
            if (i < to) Part.Store(Part.Load<T>(a + i, to - i) * m.Factors<T>((uint)i), r + i, to - i);
        }
    }
}
