using System.Numerics;
using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Search;

/// <summary>
/// What becomes of a row of a tile of the screening while it is in registers: what surely reaches the threshold is counted, and what may
/// is noted. Nothing is called, which would cost the other rows their registers.
/// </summary>
internal static unsafe class ScreenTaking
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Candidates* Take<V>(ScreenRow* rows, int row, int item, Candidates* found, V v0, V v1, V v2, V v3)
        where V : unmanaged, IShorts<V>
    {
        V last = V.All(rows[row].LastOpen);
        ulong sure = Bits(v0, v1, last) | Bits(v2, v3, last) << (2 * V.Count);
        rows[row].Sure += BitOperations.PopCount(sure);
        if (!V.AnyWithin(V.Least(V.Least(v0, v1), V.Least(v2, v3)), last)) return found;
        ulong possible = Bits(v0, v1, V.All(-1)) | Bits(v2, v3, V.All(-1)) << (2 * V.Count);
        *found = new Candidates(row, item, sure ^ possible);
        return found + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Candidates* Take<V>(ScreenRow* rows, int row, int item, Candidates* found, V v0, V v1)
        where V : unmanaged, IShorts<V>
    {
        V last = V.All(rows[row].LastOpen);
        ulong sure = Bits(v0, v1, last);
        rows[row].Sure += BitOperations.PopCount(sure);
        if (!V.AnyWithin(V.Least(v0, v1), last)) return found;
        *found = new Candidates(row, item, sure ^ Bits(v0, v1, V.All(-1)));
        return found + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits<V>(V v0, V v1, V last)
        where V : unmanaged, IShorts<V>
        => V.BitsGreater(v0, last) | V.BitsGreater(v1, last) << V.Count;
}
