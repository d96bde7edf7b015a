using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;
using MLNetUnlearn.Engine.Threads;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>What some rows add to a sum over all rows.</summary>
internal unsafe interface IRowChunk
{
    /// <summary>
    /// Whether adding so many rows to what is there is one addition at the end, the same as to compute their sum elsewhere and then add it.
    /// </summary>
    static abstract bool AddsAtEnd(int rows);

    /// <summary>target = the sum over the rows, or target += it.</summary>
    void Run(int from, int to, float* target, bool adds);
}

/// <summary>
/// Small results that sum over many rows, as a weight's gradient does. The rows are cut into chunks, whose number depends on the sizes
/// alone, and the chunks' sums are added in order: the same bits for any number of threads. A thread reads only rows that it has in its
/// cache from the work before; lines that two caches share make the next writes to them slow.
/// </summary>
internal static unsafe class LongSums
{
    private const int ChunkRows = 128;
    private const int MostChunks = 16;
    private const int LargestResult = 64 * 1024;
    private const int Grain = 256 * 1024;

    /// <summary>Whether a result of so many values over so many rows is computed this way.</summary>
    internal static bool Fits(int rows, long values) => rows >= 2 * ChunkRows && values <= LargestResult;

    /// <summary>result = the sum over all rows, or result += it; sizes must fit.</summary>
    internal static void Run<TChunk>(TChunk chunk, int rows, int values, float* result, bool accumulate)
        where TChunk : struct, IRowChunk
    {
        int chunks = Math.Min(rows / ChunkRows, MostChunks);
        int size = (rows + chunks - 1) / chunks;
        byte* apart = stackalloc byte[MostChunks];
        new Span<byte>(apart, MostChunks).Clear();
        fixed (float* sums = Scratch.Floats(Scratch.Slot.ChunkSums, (chunks - 1) * values))
        {
            var job = new Job<TChunk>(chunk, rows, size, values, result, accumulate, sums, apart);
            Workers.For(job, chunks, (int)Math.Clamp(Grain / ((long)size * values), 1, chunks));
            Launch.For(new AddKernel(sums, apart, chunks, values, result), values, Map.Grain / 8, 64);
        }
    }

    private readonly struct Job<TChunk>(
        TChunk chunk, int rows, int size, int values, float* result, bool accumulate, float* sums, byte* apart) : IRangeJob
        where TChunk : struct, IRowChunk
    {
        public void Run(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                int first = Math.Min(rows, i * size), last = Math.Min(rows, first + size);
                // By the size of all chunks, not of this one: either all but the first are added where they belong, or none.
                bool inPlace = i == 0 || (from == 0 && TChunk.AddsAtEnd(size));
                if (!inPlace) apart[i] = 1;
                chunk.Run(first, last, inPlace ? result : sums + (long)(i - 1) * values, inPlace && (accumulate || i > 0));
            }
        }
    }

    private readonly struct AddKernel(float* sums, byte* apart, int chunks, int values, float* result) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int i = 1; i < chunks; i++)
            {
                if (apart[i] != 0) RowMath.Add<T>(result + from, sums + (long)(i - 1) * values + from, to - from);
            }
        }
    }
}
