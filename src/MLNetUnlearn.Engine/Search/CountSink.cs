using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Search;

/// <summary>Adds to each query's count the scores that reach its threshold.</summary>
internal unsafe struct CountSink(float* thresholds, long* counts) : IScoreSink
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
