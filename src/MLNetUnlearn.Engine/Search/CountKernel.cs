using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Search;

/// <summary>Counts for each query the scores that reach its threshold.</summary>
internal readonly unsafe struct CountKernel(float* queries, float* table, int items, int size, float* thresholds, long* counts) : IKernel
{
    public void Run<T>(int from, int to)
        where T : unmanaged, ISimd<T>
    {
        new Span<long>(counts + from, to - from).Clear();
        var screening = new Screening(queries, table, items, size, thresholds, counts);
        if (T.Count == 16 && screening.Pays<Shorts512>(to - from))
        {
            screening.Run<T, Shorts512>(from, to);
        }
        else if (T.Count == 8 && screening.Pays<Shorts256>(to - from))
        {
            screening.Run<T, Shorts256>(from, to);
        }
        else
        {
            var sink = new CountSink(thresholds, counts);
            new TableScan(queries, table, items, size).Run<T, CountSink>(from, to, ref sink);
        }
    }
}
