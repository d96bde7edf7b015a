using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Asks for rows before they are needed: they lie anywhere in a table, so the machine cannot guess the next one.</summary>
internal static unsafe class RowPrefetch
{
    private const int Ahead = 6; // rows
    private const int CacheLine = 16; // floats

    /// <summary>While a row of a list is worked on, asks for one further on, if there is one, of three tables of one shape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void FetchAhead(int* rows, int index, int end, int rowLength, float* first, float* second, float* third)
    {
        if (!Sse.IsSupported || index + Ahead >= end) return;
        long at = (long)rows[index + Ahead] * rowLength;
        for (long i = at; i < at + rowLength; i += CacheLine)
        {
            Sse.Prefetch0(first + i);
            Sse.Prefetch0(second + i);
            Sse.Prefetch0(third + i);
        }
    }
}
