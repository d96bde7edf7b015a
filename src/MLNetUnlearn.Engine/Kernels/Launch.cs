using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNetUnlearn.Engine.Kernels.Simd;
using MLNetUnlearn.Engine.Threads;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Work on a range of indices, written for any register width.</summary>
internal interface IKernel
{
    void Run<T>(int from, int to)
        where T : unmanaged, ISimd<T>;
}

/// <summary>Runs kernels with the widest registers of the machine, on as many threads as the work is worth.</summary>
internal static class Launch
{
    internal static void For<TKernel>(TKernel kernel, int count, int grain, int multiple = 1)
        where TKernel : struct, IKernel
        => Workers.For(new Job<TKernel>(kernel), count, grain, multiple);

    /// <summary>Runs a kernel over 0..count on this thread alone.</summary>
    internal static void Here<TKernel>(TKernel kernel, int count)
        where TKernel : struct, IKernel
        => new Job<TKernel>(kernel).Run(0, count);

    /// <summary>The same as <see cref="For{TKernel}(TKernel, int, int, int)"/> with registers of a chosen width.</summary>
    internal static void For<TKernel>(TKernel kernel, int count, int grain, int multiple, VectorWidth width)
        where TKernel : struct, IKernel
    {
        if (width == VectorWidth.Widest) For(kernel, count, grain, multiple);
        else Workers.For(new ChosenJob<TKernel>(kernel, width), count, grain, multiple);
    }

    private readonly struct Job<TKernel>(TKernel kernel) : IRangeJob
        where TKernel : struct, IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run(int from, int to)
        {
            TKernel work = kernel;
            if (Vector512.IsHardwareAccelerated) work.Run<F512>(from, to);
            else if (Vector256.IsHardwareAccelerated) work.Run<F256>(from, to);
            else work.Run<F128>(from, to);
        }
    }

    private readonly struct ChosenJob<TKernel>(TKernel kernel, VectorWidth width) : IRangeJob
        where TKernel : struct, IKernel
    {
        public void Run(int from, int to)
        {
            TKernel work = kernel;
            if (width == VectorWidth.Bits512) work.Run<F512>(from, to);
            else if (width == VectorWidth.Bits256) work.Run<F256>(from, to);
            else work.Run<F128>(from, to);
        }
    }
}
