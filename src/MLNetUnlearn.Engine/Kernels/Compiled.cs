using System.Runtime.CompilerServices;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>How the inner loops are compiled.</summary>
internal static class Compiled
{
    /// <summary>
    /// At once and fully, since the first, slow version of such a loop would take longer than compiling it; and on its own, since a
    /// caller that takes it in has no room left for what it calls itself.
    /// </summary>
    internal const MethodImplOptions Alone = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
