using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Search;

/// <summary>
/// The innermost loop of the screening: inner products of four queries and two or four registers of items, in whole numbers. Of four
/// elements each, q0·t0 + … + q3·t3 = (q0 + t2)·(q2 + t0) + (q1 + t3)·(q3 + t1) − (q0·q2 + q1·q3) − (t0·t2 + t1·t3), after Winograd
/// (1968): half the multiplications, for which a machine has fewer units than for sums. What is taken off depends on one side only and
/// is what the sums begin with. Sums may wrap around on the way, since the result fits.
/// </summary>
internal static unsafe class ScreenTile
{
    internal const int Rows = 4;

    /// <summary>The items of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Lanes<V>()
        where V : unmanaged, IShorts<V>
        => (V.Count == 16 ? 4 : 2) * V.Count;

    /// <summary>Adds to the counts of up to four rows what surely reaches their thresholds, and notes what may.</summary>
    /// <returns>Where the next note goes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Candidates* Run<V>(in ScreenSource source, ScreenRow* rows, int row, int count, Candidates* found)
        where V : unmanaged, IShorts<V>
        => V.Count == 16 ? Run4<V>(source, rows, row, count, found) : Run2<V>(source, rows, row, count, found);

    [MethodImpl(Compiled.Alone)]
    private static Candidates* Run4<V>(in ScreenSource s, ScreenRow* rows, int row, int count, Candidates* found)
        where V : unmanaged, IShorts<V>
    {
        int n = V.Count;
        nint r1 = count > 1 ? s.ARow : 0, r2 = count > 2 ? 2 * s.ARow : 0, r3 = count > 3 ? 3 * s.ARow : 0;
        V o0 = V.Load(s.Offsets), o1 = V.Load(s.Offsets + n), o2 = V.Load(s.Offsets + 2 * n), o3 = V.Load(s.Offsets + 3 * n);
        V x = V.All(rows[row].Start);
        V c00 = o0 + x, c01 = o1 + x, c02 = o2 + x, c03 = o3 + x;
        x = V.All(rows[row + Math.Min(1, count - 1)].Start);
        V c10 = o0 + x, c11 = o1 + x, c12 = o2 + x, c13 = o3 + x;
        x = V.All(rows[row + Math.Min(2, count - 1)].Start);
        V c20 = o0 + x, c21 = o1 + x, c22 = o2 + x, c23 = o3 + x;
        x = V.All(rows[row + Math.Min(3, count - 1)].Start);
        V c30 = o0 + x, c31 = o1 + x, c32 = o2 + x, c33 = o3 + x;
        int* a = s.A, b = s.B, d = b + s.BRow;
        nint step = 2 * s.BRow;
        for (int i = s.Steps; i > 0; i--)
        {
            V b0 = V.Load(b), b1 = V.Load(b + n), b2 = V.Load(b + 2 * n), b3 = V.Load(b + 3 * n);
            V d0 = V.Load(d), d1 = V.Load(d + n), d2 = V.Load(d + 2 * n), d3 = V.Load(d + 3 * n);
            x = V.All(*a);
            V y = V.All(a[1]);
            c00 += V.MultiplyAdd(V.AddShorts(x, d0), V.AddShorts(y, b0));
            c01 += V.MultiplyAdd(V.AddShorts(x, d1), V.AddShorts(y, b1));
            c02 += V.MultiplyAdd(V.AddShorts(x, d2), V.AddShorts(y, b2));
            c03 += V.MultiplyAdd(V.AddShorts(x, d3), V.AddShorts(y, b3));
            x = V.All(a[r1]);
            y = V.All(a[r1 + 1]);
            c10 += V.MultiplyAdd(V.AddShorts(x, d0), V.AddShorts(y, b0));
            c11 += V.MultiplyAdd(V.AddShorts(x, d1), V.AddShorts(y, b1));
            c12 += V.MultiplyAdd(V.AddShorts(x, d2), V.AddShorts(y, b2));
            c13 += V.MultiplyAdd(V.AddShorts(x, d3), V.AddShorts(y, b3));
            x = V.All(a[r2]);
            y = V.All(a[r2 + 1]);
            c20 += V.MultiplyAdd(V.AddShorts(x, d0), V.AddShorts(y, b0));
            c21 += V.MultiplyAdd(V.AddShorts(x, d1), V.AddShorts(y, b1));
            c22 += V.MultiplyAdd(V.AddShorts(x, d2), V.AddShorts(y, b2));
            c23 += V.MultiplyAdd(V.AddShorts(x, d3), V.AddShorts(y, b3));
            x = V.All(a[r3]);
            y = V.All(a[r3 + 1]);
            c30 += V.MultiplyAdd(V.AddShorts(x, d0), V.AddShorts(y, b0));
            c31 += V.MultiplyAdd(V.AddShorts(x, d1), V.AddShorts(y, b1));
            c32 += V.MultiplyAdd(V.AddShorts(x, d2), V.AddShorts(y, b2));
            c33 += V.MultiplyAdd(V.AddShorts(x, d3), V.AddShorts(y, b3));
            a += 2;
            b += step;
            d += step;
        }
        found = ScreenTaking.Take(rows, row, s.Item, found, c00, c01, c02, c03);
        if (count > 1) found = ScreenTaking.Take(rows, row + 1, s.Item, found, c10, c11, c12, c13);
        if (count > 2) found = ScreenTaking.Take(rows, row + 2, s.Item, found, c20, c21, c22, c23);
        if (count > 3) found = ScreenTaking.Take(rows, row + 3, s.Item, found, c30, c31, c32, c33);
        return found;
    }

    [MethodImpl(Compiled.Alone)]
    private static Candidates* Run2<V>(in ScreenSource s, ScreenRow* rows, int row, int count, Candidates* found)
        where V : unmanaged, IShorts<V>
    {
        int n = V.Count;
        nint r1 = count > 1 ? s.ARow : 0, r2 = count > 2 ? 2 * s.ARow : 0, r3 = count > 3 ? 3 * s.ARow : 0;
        V o0 = V.Load(s.Offsets), o1 = V.Load(s.Offsets + n);
        V x = V.All(rows[row].Start);
        V c00 = o0 + x, c01 = o1 + x;
        x = V.All(rows[row + Math.Min(1, count - 1)].Start);
        V c10 = o0 + x, c11 = o1 + x;
        x = V.All(rows[row + Math.Min(2, count - 1)].Start);
        V c20 = o0 + x, c21 = o1 + x;
        x = V.All(rows[row + Math.Min(3, count - 1)].Start);
        V c30 = o0 + x, c31 = o1 + x;
        int* a = s.A, b = s.B, d = b + s.BRow;
        nint step = 2 * s.BRow;
        for (int i = s.Steps; i > 0; i--)
        {
            V b0 = V.Load(b), b1 = V.Load(b + n);
            V d0 = V.Load(d), d1 = V.Load(d + n);
            x = V.All(*a);
            V y = V.All(a[1]);
            c00 += V.MultiplyAdd(V.AddShorts(x, d0), V.AddShorts(y, b0));
            c01 += V.MultiplyAdd(V.AddShorts(x, d1), V.AddShorts(y, b1));
            x = V.All(a[r1]);
            y = V.All(a[r1 + 1]);
            c10 += V.MultiplyAdd(V.AddShorts(x, d0), V.AddShorts(y, b0));
            c11 += V.MultiplyAdd(V.AddShorts(x, d1), V.AddShorts(y, b1));
            x = V.All(a[r2]);
            y = V.All(a[r2 + 1]);
            c20 += V.MultiplyAdd(V.AddShorts(x, d0), V.AddShorts(y, b0));
            c21 += V.MultiplyAdd(V.AddShorts(x, d1), V.AddShorts(y, b1));
            x = V.All(a[r3]);
            y = V.All(a[r3 + 1]);
            c30 += V.MultiplyAdd(V.AddShorts(x, d0), V.AddShorts(y, b0));
            c31 += V.MultiplyAdd(V.AddShorts(x, d1), V.AddShorts(y, b1));
            a += 2;
            b += step;
            d += step;
        }
        found = ScreenTaking.Take(rows, row, s.Item, found, c00, c01);
        if (count > 1) found = ScreenTaking.Take(rows, row + 1, s.Item, found, c10, c11);
        if (count > 2) found = ScreenTaking.Take(rows, row + 2, s.Item, found, c20, c21);
        if (count > 3) found = ScreenTaking.Take(rows, row + 3, s.Item, found, c30, c31);
        return found;
    }
}
