using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Binary cross-entropy of a logit: softplus(input) - target * input.</summary>
internal readonly struct CrossEntropy : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T input, T target)
        where T : unmanaged, ISimd<T>
        => T.Fma(VectorMath.Negate(target), input, VectorMath.Softplus(input));
}

/// <summary>Its gradient for the input.</summary>
internal readonly struct CrossEntropyGradient : IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T grad, T input, T target)
        where T : unmanaged, ISimd<T>
        => grad * (VectorMath.Sigmoid(input) - target);
}

/// <summary>Its gradient for the target.</summary>
internal readonly struct CrossEntropyTargetGradient : IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T grad, T input, T target)
        where T : unmanaged, ISimd<T>
        => VectorMath.Negate(grad * input);
}

/// <summary>exp(target) * (target - input).</summary>
internal readonly struct LogDivergence : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T input, T target)
        where T : unmanaged, ISimd<T>
        => VectorMath.Exp(target) * (target - input);
}

/// <summary>Its gradient for the input.</summary>
internal readonly struct LogDivergenceGradient : IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T grad, T input, T target)
        where T : unmanaged, ISimd<T>
        => VectorMath.Negate(grad * VectorMath.Exp(target));
}

/// <summary>Its gradient for the target.</summary>
internal readonly struct LogDivergenceTargetGradient : IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T grad, T input, T target)
        where T : unmanaged, ISimd<T>
        => grad * VectorMath.Exp(target) * (target - input + T.All(1f));
}

/// <summary>target * (log(target) - input), and 0 where the target is 0.</summary>
internal readonly struct Divergence : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T input, T target)
        where T : unmanaged, ISimd<T>
        => T.Select(T.Greater(target, T.Zero), target * (VectorMath.Log(target) - input), T.Zero);
}

/// <summary>Its gradient for the input.</summary>
internal readonly struct DivergenceGradient : IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T grad, T input, T target)
        where T : unmanaged, ISimd<T>
        => VectorMath.Negate(grad * target);
}

/// <summary>Its gradient for the target, 0 where the target is 0.</summary>
internal readonly struct DivergenceTargetGradient : IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T grad, T input, T target)
        where T : unmanaged, ISimd<T>
        => T.Select(T.Greater(target, T.Zero), grad * (VectorMath.Log(target) + T.All(1f) - input), T.Zero);
}
