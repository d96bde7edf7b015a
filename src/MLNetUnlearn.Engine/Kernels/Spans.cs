using System.Runtime.CompilerServices;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>The checks at the border to pointer code: a wrong length is an error of the engine, not of its user.</summary>
internal static class Spans
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CheckSame(int length, int expected)
    {
        if (length != expected) throw new ArgumentException($"A kernel got {length} elements instead of {expected}.");
    }

    /// <summary>Each of Adam's moments is as long as the parameter.</summary>
    internal static void CheckMoments(ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<float> parameter)
    {
        CheckSame(first.Length, parameter.Length);
        CheckSame(second.Length, parameter.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CheckAtLeast(int length, long needed)
    {
        if (length < needed) throw new ArgumentException($"A kernel got {length} elements, fewer than the {needed} it needs.");
    }
}
