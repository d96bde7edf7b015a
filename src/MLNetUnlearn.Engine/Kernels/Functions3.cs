using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>x + factor * y * z.</summary>
internal readonly struct AddProduct(float factor) : IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y, T z)
        where T : unmanaged, ISimd<T>
        => T.Fma(T.All(factor) * y, z, x);
}

/// <summary>x + factor * y / z.</summary>
internal readonly struct AddQuotient(float factor) : IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y, T z)
        where T : unmanaged, ISimd<T>
        => T.Fma(T.All(factor), y / z, x);
}

/// <summary>The gradient of y / z for z; x arrives.</summary>
internal readonly struct QuotientGradient : IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y, T z)
        where T : unmanaged, ISimd<T>
        => VectorMath.Negate(x * y / (z * z));
}

/// <summary>Half of x where y equals z, all of it where y is larger: the gradient of max(y, z) for y.</summary>
internal readonly struct LargerGradient : IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y, T z)
        where T : unmanaged, ISimd<T>
        => T.Select(T.Greater(y, z), x, T.Select(T.GreaterOrEqual(y, z), T.All(0.5f) * x, T.Zero));
}
