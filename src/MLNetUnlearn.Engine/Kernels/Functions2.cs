using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>x + y.</summary>
internal readonly struct Add : IMap2, ILongMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => x + y;

    public long Apply(long x, long y) => x + y;
}

/// <summary>x - y.</summary>
internal readonly struct Subtract : IMap2, ILongMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => x - y;

    public long Apply(long x, long y) => x - y;
}

/// <summary>x + factor * y.</summary>
internal readonly struct AddScaled(float factor) : IMap2, ILongMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => T.Fma(T.All(factor), y, x);

    public long Apply(long x, long y) => x + (long)factor * y;
}

/// <summary>x * y.</summary>
internal readonly struct Multiply : IMap2, ILongMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => x * y;

    public long Apply(long x, long y) => x * y;
}

/// <summary>x / y.</summary>
internal readonly struct Divide : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => x / y;
}

/// <summary>The larger of the two.</summary>
internal readonly struct Maximum : IMap2, ILongMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => T.Max(x, y);

    public long Apply(long x, long y) => Math.Max(x, y);
}

/// <summary>The smaller of the two.</summary>
internal readonly struct Minimum : IMap2, ILongMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => T.Min(x, y);

    public long Apply(long x, long y) => Math.Min(x, y);
}

/// <summary>The gradient of sqrt; x arrives, y is the result.</summary>
internal readonly struct SquareRootGradient : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => T.All(0.5f) * x / y;
}

/// <summary>factor * x * y.</summary>
internal readonly struct ScaledProduct(float factor) : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => T.All(factor) * x * y;
}

/// <summary>The gradient of sigmoid; x arrives, y is the result.</summary>
internal readonly struct SigmoidGradient : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => x * y * (T.All(1f) - y);
}

/// <summary>The gradient of tanh; x arrives, y is the result.</summary>
internal readonly struct TanhGradient : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => x * (T.All(1f) - y * y);
}

/// <summary>The gradient of relu; x arrives, y is the result.</summary>
internal readonly struct ReluGradient : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => T.Select(T.Greater(y, T.Zero), x, T.Zero);
}

/// <summary>The gradient of gelu; x arrives, y is the input.</summary>
internal readonly struct GeluGradient : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
    {
        T distribution = VectorMath.Normal(y, out T density);
        return x * T.Fma(y, density, distribution);
    }
}

/// <summary>The gradient of a scaled ReLU; x arrives, y is the result.</summary>
internal readonly struct ScaledReluGradient(float scale) : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => T.Select(T.Greater(y, T.Zero), x * T.All(scale), T.Zero);
}

/// <summary>The gradient of softplus; x arrives, y is the input.</summary>
internal readonly struct ScaledSoftplusGradient(float beta, float threshold) : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
    {
        T z = T.All(beta) * y;
        return T.Select(T.Greater(z, T.All(threshold)), x, x * VectorMath.Sigmoid(z));
    }
}

/// <summary>The gradient of log sigmoid; x arrives, y is the input.</summary>
internal readonly struct LogSigmoidGradient : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => x * VectorMath.Sigmoid(VectorMath.Negate(y));
}

/// <summary>The gradient of clamp; x arrives, y is the input.</summary>
internal readonly struct ClampGradient(float low, float high) : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => T.Select(T.GreaterOrEqual(y, T.All(low)), T.Select(T.GreaterOrEqual(T.All(high), y), x, T.Zero), T.Zero);
}

/// <summary>The gradient of 1 / x; x arrives, y is the result.</summary>
internal readonly struct ReciprocalGradient : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => VectorMath.Negate(x * y * y);
}

/// <summary>The gradient of the absolute value; x arrives, y is the input.</summary>
internal readonly struct AbsoluteGradient : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x, T y)
        where T : unmanaged, ISimd<T>
        => T.Select(T.Greater(y, T.Zero), x, T.Select(T.Greater(T.Zero, y), VectorMath.Negate(x), T.Zero));
}
