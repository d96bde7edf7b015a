using System.Runtime.CompilerServices;

namespace MLNetUnlearn.Engine.Kernels.Simd;

/// <summary>Registers that are only partly used: the ends of rows whose length is not a multiple of the register's.</summary>
internal static unsafe class Part
{
    /// <summary>Loads the first values, zeros in the rest.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static T Load<T>(float* from, int count)
        where T : unmanaged, ISimd<T>
        => T.LoadPart(from, count);

    /// <summary>Stores the first values.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Store<T>(T value, float* to, int count)
        where T : unmanaged, ISimd<T>
        => T.StorePart(value, to, count);
}
