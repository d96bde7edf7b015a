using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Search;

/// <summary>Counts for each query the scores that reach its threshold.</summary>
internal readonly unsafe struct CountKernel(TableScan scan, float* thresholds, long* counts) : IKernel
{
    public void Run<T>(int from, int to)
        where T : unmanaged, ISimd<T>
    {
        new Span<long>(counts + from, to - from).Clear();
        var sink = new Sink(thresholds, counts);
        scan.Run<T, Sink>(from, to, ref sink);
    }

    private struct Sink(float* thresholds, long* counts) : IScoreSink
    {
        private float* _thresholds;
        private long* _counts;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void BeginTile(int row, int item)
        {
            _thresholds = thresholds + row;
            _counts = counts + row;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Take<T>(int row, T v0, T v1)
            where T : unmanaged, ISimd<T>
        {
            T least = T.All(_thresholds[row]);
            _counts[row] += T.CountAtLeast(v0, least) + T.CountAtLeast(v1, least);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Take<T>(int row, T v0, T v1, T v2, T v3)
            where T : unmanaged, ISimd<T>
        {
            T least = T.All(_thresholds[row]);
            _counts[row] += T.CountAtLeast(v0, least) + T.CountAtLeast(v1, least) + T.CountAtLeast(v2, least) + T.CountAtLeast(v3, least);
        }

        public readonly void EndTile()
        {
        }
    }
}
