using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Search;

/// <summary>
/// Single scores, each the same chain of the same instructions as in <see cref="Tile"/>, in every lane of a register: so a score
/// has the same bits here and there. Four chains at a time, since one alone would wait for itself.
/// </summary>
internal readonly unsafe struct PairKernel(float* queries, float* table, int size, long* rows, long* items, float* scores) : IKernel
{
    [MethodImpl(Compiled.Alone)]
    public void Run<T>(int from, int to)
        where T : unmanaged, ISimd<T>
    {
        for (int pair = from; pair < to; pair += 4)
        {
            int last = to - 1, p1 = Math.Min(pair + 1, last), p2 = Math.Min(pair + 2, last), p3 = Math.Min(pair + 3, last);
            float* a0 = queries + (nint)rows[pair] * size, b0 = table + (nint)items[pair] * size;
            float* a1 = queries + (nint)rows[p1] * size, b1 = table + (nint)items[p1] * size;
            float* a2 = queries + (nint)rows[p2] * size, b2 = table + (nint)items[p2] * size;
            float* a3 = queries + (nint)rows[p3] * size, b3 = table + (nint)items[p3] * size;
            T c0 = T.Zero, c1 = T.Zero, c2 = T.Zero, c3 = T.Zero;
            for (nint i = 0; i < size; i++)
            {
                c0 = T.Fma(T.All(a0[i]), T.All(b0[i]), c0);
                c1 = T.Fma(T.All(a1[i]), T.All(b1[i]), c1);
                c2 = T.Fma(T.All(a2[i]), T.All(b2[i]), c2);
                c3 = T.Fma(T.All(a3[i]), T.All(b3[i]), c3);
            }
            scores[p3] = T.First(c3);
            scores[p2] = T.First(c2);
            scores[p1] = T.First(c1);
            scores[pair] = T.First(c0);
        }
    }
}
