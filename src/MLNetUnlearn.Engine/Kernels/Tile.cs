using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>
/// The innermost loops: six rows by two or four registers of a product, kept in registers over the whole sum and then handed to a sink.
/// AVX-512 has 32 registers: 24 sums, 4 pieces of b and a value of a fit. Where there may be 16, the tile has two registers per row. Fewer
/// than six rows repeat row 0, which costs less than a kernel for each number of rows. Every sum is one chain from the first product to
/// the last, however long, so that it does not depend on where in a tile it is made.
/// </summary>
internal static unsafe class Tile
{
    internal const int Rows = 6;

    /// <summary>The registers of the widest tile's row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Vectors<T>()
        where T : unmanaged, ISimd<T>
        => T.Count == 16 ? 4 : 2;

    /// <summary>The sums of the widest tile's row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Lanes<T>()
        where T : unmanaged, ISimd<T>
        => Vectors<T>() * T.Count;

    /// <summary>The widest tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run<T, TSink>(in TileSource source, int rows, ref TSink sink)
        where T : unmanaged, ISimd<T>
        where TSink : struct, ITileSink
    {
        if (T.Count == 16) Run4<T, TSink>(source, rows, ref sink);
        else Run2<T, TSink>(source, rows, ref sink);
    }

    [MethodImpl(Compiled.Alone)]
    internal static void Run4<T, TSink>(in TileSource s, int rows, ref TSink sink)
        where T : unmanaged, ISimd<T>
        where TSink : struct, ITileSink
    {
        int n = T.Count;
        nint bRow = s.BRow, aStep = s.AStep;
        nint r1 = rows > 1 ? s.ARow : 0, r2 = rows > 2 ? 2 * s.ARow : 0, r3 = rows > 3 ? 3 * s.ARow : 0;
        nint r4 = rows > 4 ? 4 * s.ARow : 0, r5 = rows > 5 ? 5 * s.ARow : 0;
        T c00 = T.Zero, c01 = T.Zero, c02 = T.Zero, c03 = T.Zero;
        T c10 = T.Zero, c11 = T.Zero, c12 = T.Zero, c13 = T.Zero;
        T c20 = T.Zero, c21 = T.Zero, c22 = T.Zero, c23 = T.Zero;
        T c30 = T.Zero, c31 = T.Zero, c32 = T.Zero, c33 = T.Zero;
        T c40 = T.Zero, c41 = T.Zero, c42 = T.Zero, c43 = T.Zero;
        T c50 = T.Zero, c51 = T.Zero, c52 = T.Zero, c53 = T.Zero;
        float* a = s.A, b = s.B;
        for (int i = s.Steps; i > 0; i--)
        {
            T b0 = T.Load(b), b1 = T.Load(b + n), b2 = T.Load(b + 2 * n), b3 = T.Load(b + 3 * n);
            T x = T.All(*a);
            c00 = T.Fma(x, b0, c00); c01 = T.Fma(x, b1, c01);
            c02 = T.Fma(x, b2, c02); c03 = T.Fma(x, b3, c03);
            x = T.All(a[r1]);
            c10 = T.Fma(x, b0, c10); c11 = T.Fma(x, b1, c11);
            c12 = T.Fma(x, b2, c12); c13 = T.Fma(x, b3, c13);
            x = T.All(a[r2]);
            c20 = T.Fma(x, b0, c20); c21 = T.Fma(x, b1, c21);
            c22 = T.Fma(x, b2, c22); c23 = T.Fma(x, b3, c23);
            x = T.All(a[r3]);
            c30 = T.Fma(x, b0, c30); c31 = T.Fma(x, b1, c31);
            c32 = T.Fma(x, b2, c32); c33 = T.Fma(x, b3, c33);
            x = T.All(a[r4]);
            c40 = T.Fma(x, b0, c40); c41 = T.Fma(x, b1, c41);
            c42 = T.Fma(x, b2, c42); c43 = T.Fma(x, b3, c43);
            x = T.All(a[r5]);
            c50 = T.Fma(x, b0, c50); c51 = T.Fma(x, b1, c51);
            c52 = T.Fma(x, b2, c52); c53 = T.Fma(x, b3, c53);
            a += aStep;
            b += bRow;
        }
        sink.Take(0, c00, c01, c02, c03);
        if (rows > 1) sink.Take(1, c10, c11, c12, c13);
        if (rows > 2) sink.Take(2, c20, c21, c22, c23);
        if (rows > 3) sink.Take(3, c30, c31, c32, c33);
        if (rows > 4) sink.Take(4, c40, c41, c42, c43);
        if (rows > 5) sink.Take(5, c50, c51, c52, c53);
    }

    [MethodImpl(Compiled.Alone)]
    internal static void Run2<T, TSink>(in TileSource s, int rows, ref TSink sink)
        where T : unmanaged, ISimd<T>
        where TSink : struct, ITileSink
    {
        int n = T.Count;
        nint bRow = s.BRow, aStep = s.AStep;
        nint r1 = rows > 1 ? s.ARow : 0, r2 = rows > 2 ? 2 * s.ARow : 0, r3 = rows > 3 ? 3 * s.ARow : 0;
        nint r4 = rows > 4 ? 4 * s.ARow : 0, r5 = rows > 5 ? 5 * s.ARow : 0;
        T c00 = T.Zero, c01 = T.Zero;
        T c10 = T.Zero, c11 = T.Zero;
        T c20 = T.Zero, c21 = T.Zero;
        T c30 = T.Zero, c31 = T.Zero;
        T c40 = T.Zero, c41 = T.Zero;
        T c50 = T.Zero, c51 = T.Zero;
        float* a = s.A, b = s.B;
        for (int i = s.Steps; i > 0; i--)
        {
            T b0 = T.Load(b), b1 = T.Load(b + n);
            T x = T.All(*a);
            c00 = T.Fma(x, b0, c00); c01 = T.Fma(x, b1, c01);
            x = T.All(a[r1]);
            c10 = T.Fma(x, b0, c10); c11 = T.Fma(x, b1, c11);
            x = T.All(a[r2]);
            c20 = T.Fma(x, b0, c20); c21 = T.Fma(x, b1, c21);
            x = T.All(a[r3]);
            c30 = T.Fma(x, b0, c30); c31 = T.Fma(x, b1, c31);
            x = T.All(a[r4]);
            c40 = T.Fma(x, b0, c40); c41 = T.Fma(x, b1, c41);
            x = T.All(a[r5]);
            c50 = T.Fma(x, b0, c50); c51 = T.Fma(x, b1, c51);
            a += aStep;
            b += bRow;
        }
        sink.Take(0, c00, c01);
        if (rows > 1) sink.Take(1, c10, c11);
        if (rows > 2) sink.Take(2, c20, c21);
        if (rows > 3) sink.Take(3, c30, c31);
        if (rows > 4) sink.Take(4, c40, c41);
        if (rows > 5) sink.Take(5, c50, c51);
    }
}
