using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>A function of one value.</summary>
internal interface IMap1
{
    T Apply<T>(T x)
        where T : unmanaged, ISimd<T>;
}

/// <summary>A function of two values.</summary>
internal interface IMap2
{
    T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>;
}

/// <summary>A function of three values.</summary>
internal interface IMap3
{
    T Apply<T>(T x, T y, T z)
        where T : unmanaged, ISimd<T>;
}

/// <summary>Applies functions to every element of spans of one length. The result may be one of the operands.</summary>
internal static unsafe class Map
{
    /// <summary>The least number of elements worth a thread.</summary>
    internal const int Grain = 8 * 1024;

    private const int Cut = 64;

    internal static void Apply<TOp>(TOp op, ReadOnlySpan<float> x, Span<float> result)
        where TOp : struct, IMap1
    {
        Spans.CheckSame(x.Length, result.Length);
        fixed (float* px = x, pr = result) Launch.For(new Kernel1<TOp>(op, px, pr), result.Length, Grain, Cut);
    }

    internal static void Apply<TOp>(TOp op, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result)
        where TOp : struct, IMap2
    {
        Spans.CheckSame(x.Length, result.Length);
        Spans.CheckSame(y.Length, result.Length);
        fixed (float* px = x, py = y, pr = result) Launch.For(new Kernel2<TOp>(op, px, py, pr), result.Length, Grain, Cut);
    }

    internal static void Apply<TOp>(TOp op, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> result)
        where TOp : struct, IMap3
    {
        Spans.CheckSame(x.Length, result.Length);
        Spans.CheckSame(y.Length, result.Length);
        Spans.CheckSame(z.Length, result.Length);
        fixed (float* px = x, py = y, pz = z, pr = result)
            Launch.For(new Kernel3<TOp>(op, px, py, pz, pr), result.Length, Grain, Cut);
    }

    private readonly struct Kernel1<TOp>(TOp op, float* x, float* result) : IKernel
        where TOp : struct, IMap1
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            // Copies in locals stay in registers; fields would be read again after every store.
            TOp f = op;
            float* a = x, r = result;
            int i = from;
            for (; i <= to - T.Count; i += T.Count) T.Store(f.Apply(T.Load(a + i)), r + i);
            if (i < to) Part.Store(f.Apply(Part.Load<T>(a + i, to - i)), r + i, to - i);
        }
    }

    private readonly struct Kernel2<TOp>(TOp op, float* x, float* y, float* result) : IKernel
        where TOp : struct, IMap2
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            TOp f = op;
            float* a = x, b = y, r = result;
            int i = from;
            for (; i <= to - T.Count; i += T.Count) T.Store(f.Apply(T.Load(a + i), T.Load(b + i)), r + i);
            if (i < to) Part.Store(f.Apply(Part.Load<T>(a + i, to - i), Part.Load<T>(b + i, to - i)), r + i, to - i);
        }
    }

    private readonly struct Kernel3<TOp>(TOp op, float* x, float* y, float* z, float* result) : IKernel
        where TOp : struct, IMap3
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            TOp f = op;
            float* a = x, b = y, c = z, r = result;
            int i = from;
            for (; i <= to - T.Count; i += T.Count) T.Store(f.Apply(T.Load(a + i), T.Load(b + i), T.Load(c + i)), r + i);
            if (i == to) return;
            int left = to - i;
            T last = f.Apply(Part.Load<T>(a + i, left), Part.Load<T>(b + i, left), Part.Load<T>(c + i, left));
            Part.Store(last, r + i, left);
        }
    }
}
