using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Asks for rows before they are needed: they lie anywhere in a table, so the machine cannot guess the next one.</summary>
internal static unsafe class RowPrefetch
{
    /// <summary>How many rows ahead to ask.</summary>
    internal const int Ahead = 6;

    private const int CacheLine = 16; // floats

    /// <summary>Asks for a row of three tables of one shape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Fetch(long at, int rowLength, float* first, float* second, float* third)
    {
        if (!Sse.IsSupported) return;
        for (long i = at; i < at + rowLength; i += CacheLine)
        {
            Sse.Prefetch0(first + i);
            Sse.Prefetch0(second + i);
            Sse.Prefetch0(third + i);
        }
    }
}
