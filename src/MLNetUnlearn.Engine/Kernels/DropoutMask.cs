using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>The mask of a dropout: for every index 0 or 1 / (1 - p), from the counter hash.</summary>
internal readonly struct DropoutMask
{
    private readonly uint _seed0;
    private readonly uint _seed1;
    private readonly uint _threshold;

    /// <summary>For a probability in [0, 1]; at 1 nothing is kept.</summary>
    internal DropoutMask(double p, long seed)
    {
        (_seed0, _seed1) = CounterHash.Expand(seed);
        P = p;
        _threshold = p < 1 ? CounterHash.Threshold(p) : uint.MaxValue;
        Scale = p < 1 ? (float)(1 / (1 - p)) : 0;
    }

    /// <summary>Whether anything may be dropped.</summary>
    internal bool IsActive => P > 0;

    /// <summary>The probability of dropping.</summary>
    internal double P { get; }

    /// <summary>The factor of what is kept: 1 / (1 - p), or 0 where nothing is.</summary>
    internal float Scale { get; }

    /// <summary>The factors of the indices from <paramref name="index"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T Factors<T>(uint index)
        where T : unmanaged, ISimd<T>
        => T.Select(T.Keep(index, _seed0, _seed1, _threshold), T.All(Scale), T.Zero);
}
