using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>x.</summary>
internal readonly struct Identity : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => x;
}

/// <summary>factor * x.</summary>
internal readonly struct Scale(float factor) : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => T.All(factor) * x;
}

/// <summary>x + amount.</summary>
internal readonly struct Shift(float amount) : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => x + T.All(amount);
}

/// <summary>factor / x.</summary>
internal readonly struct Reciprocal(float factor) : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => T.All(factor) / x;
}

/// <summary>e to the power of x.</summary>
internal readonly struct Exponential : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => VectorMath.Exp(x);
}

/// <summary>The natural logarithm.</summary>
internal readonly struct Logarithm : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => VectorMath.Log(x);
}

/// <summary>The square root.</summary>
internal readonly struct SquareRoot : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => T.Sqrt(x);
}

/// <summary>x * x.</summary>
internal readonly struct Square : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => x * x;
}

/// <summary>1 / (1 + exp(-x)).</summary>
internal readonly struct Sigmoid : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => VectorMath.Sigmoid(x);
}

/// <summary>The hyperbolic tangent.</summary>
internal readonly struct Tanh : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => VectorMath.Tanh(x);
}

/// <summary>The larger of x and 0.</summary>
internal readonly struct Relu : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => T.Larger(T.Zero, x);
}

/// <summary>x times the standard normal distribution function of x.</summary>
internal readonly struct Gelu : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => x * VectorMath.Normal(x, out _);
}

/// <summary>log(1 + exp(beta * x)) / beta, and x where beta * x exceeds the threshold.</summary>
internal readonly struct ScaledSoftplus(float beta, float threshold) : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
    {
        T z = T.All(beta) * x;
        return T.Select(T.Greater(z, T.All(threshold)), x, VectorMath.Softplus(z) / T.All(beta));
    }
}

/// <summary>log(1 / (1 + exp(-x))).</summary>
internal readonly struct LogSigmoid : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => VectorMath.Negate(VectorMath.Softplus(VectorMath.Negate(x)));
}

/// <summary>x limited to [low, high].</summary>
internal readonly struct Clamp(float low, float high) : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => T.Smaller(T.All(high), T.Larger(T.All(low), x));
}

/// <summary>x / divisor.</summary>
internal readonly struct DividedBy(float divisor) : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => x / T.All(divisor);
}

/// <summary>The absolute value.</summary>
internal readonly struct Absolute : IMap1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : unmanaged, ISimd<T>
        => T.Abs(x);
}
