using System.Numerics;
using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Search;

/// <summary>Counts those of the open items whose score, computed in float, reaches the threshold.</summary>
internal readonly unsafe struct Recount(float* queries, float* table, int size, float* thresholds, long* counts)
{
    private const int Most = 512;

    /// <summary>Does so if there are not too many.</summary>
    [MethodImpl(Compiled.Alone)]
    internal bool TryRun<T>(Candidates* open, int noted, int most)
        where T : unmanaged, ISimd<T>
    {
        int items = 0;
        for (int i = 0; i < noted; i++) items += BitOperations.PopCount(open[i].Bits);
        if (items > most) return false;
        long* rows = stackalloc long[2 * Most];
        float* scores = stackalloc float[Most];
        int pairs = 0;
        for (int i = 0; i < noted; i++)
        {
            for (ulong bits = open[i].Bits; bits != 0; bits &= bits - 1)
            {
                rows[pairs] = open[i].Row;
                rows[Most + pairs] = open[i].Item + BitOperations.TrailingZeroCount(bits);
                if (++pairs == Most) Count<T>(rows, scores, ref pairs);
            }
        }
        Count<T>(rows, scores, ref pairs);
        return true;
    }

    private void Count<T>(long* rows, float* scores, ref int pairs)
        where T : unmanaged, ISimd<T>
    {
        new PairKernel(queries, table, size, rows, rows + Most, scores).Run<T>(0, pairs);
        for (int i = 0; i < pairs; i++) counts[rows[i]] += scores[i] >= thresholds[rows[i]] ? 1 : 0;
        pairs = 0;
    }
}
