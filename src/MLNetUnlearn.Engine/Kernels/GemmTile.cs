using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Tiles of a matrix product, stored where they belong.</summary>
internal static unsafe class GemmTile
{
    /// <summary>How many registers wide the next tile is, given how many columns are left. Three would take as long as four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Vectors<T>(int columns)
        where T : unmanaged, ISimd<T>
    {
        if (Tile.Vectors<T>() == 4 && columns > 3 * T.Count) return 4;
        return columns > T.Count ? 2 : 1;
    }

    /// <summary>Computes one tile of the rows from <paramref name="row"/> on.</summary>
    [MethodImpl(Compiled.Alone)]
    internal static void Run<T>(in TileSource source, int vectors, in TileTarget target, int row, int rows)
        where T : unmanaged, ISimd<T>
    {
        float* addend = target.Addend is null ? null : target.Addend + row * target.AddendRow;
        float* c = target.C + row * target.CRow;
        if (target.Buffer is null)
        {
            Run<T>(source, vectors, rows, new StoreSink(c, target.CRow, addend, target.AddendRow));
            return;
        }
        int lanes = vectors * T.Count;
        Run<T>(source, vectors, rows, new StoreSink(target.Buffer, lanes, null, 0));
        for (int i = 0; i < rows; i++)
        {
            float* added = addend is null ? null : addend + i * target.AddendRow;
            Copy<T>(target.Buffer + i * lanes, added, c + i * target.CRow, target.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<T>(in TileSource source, int vectors, int rows, StoreSink sink)
        where T : unmanaged, ISimd<T>
    {
        if (vectors == 4) Tile.Run4<T, StoreSink>(source, rows, ref sink);
        else if (vectors == 2) Tile.Run2<T, StoreSink>(source, rows, ref sink);
        else Run1<T>(source, rows, ref sink);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<T>(float* from, float* added, float* to, int width)
        where T : unmanaged, ISimd<T>
    {
        int i = 0;
        for (; i <= width - T.Count; i += T.Count) T.Store(added is null ? T.Load(from + i) : T.Load(from + i) + T.Load(added + i), to + i);
        if (i == width) return;
        T last = T.Load(from + i);
        if (added is not null) last += T.LoadPart(added + i, width - i);
        T.StorePart(last, to + i, width - i);
    }

    [MethodImpl(Compiled.Alone)]
    private static void Run1<T>(in TileSource s, int rows, ref StoreSink sink)
        where T : unmanaged, ISimd<T>
    {
        nint bRow = s.BRow, aStep = s.AStep;
        nint r1 = rows > 1 ? s.ARow : 0, r2 = rows > 2 ? 2 * s.ARow : 0, r3 = rows > 3 ? 3 * s.ARow : 0;
        nint r4 = rows > 4 ? 4 * s.ARow : 0, r5 = rows > 5 ? 5 * s.ARow : 0;
        T c00 = T.Zero;
        T c10 = T.Zero;
        T c20 = T.Zero;
        T c30 = T.Zero;
        T c40 = T.Zero;
        T c50 = T.Zero;
        float* a = s.A, b = s.B;
        for (int i = s.Steps; i > 0; i--)
        {
            T b0 = T.Load(b);
            T x = T.All(*a);
            c00 = T.Fma(x, b0, c00);
            x = T.All(a[r1]);
            c10 = T.Fma(x, b0, c10);
            x = T.All(a[r2]);
            c20 = T.Fma(x, b0, c20);
            x = T.All(a[r3]);
            c30 = T.Fma(x, b0, c30);
            x = T.All(a[r4]);
            c40 = T.Fma(x, b0, c40);
            x = T.All(a[r5]);
            c50 = T.Fma(x, b0, c50);
            a += aStep;
            b += bRow;
        }
        sink.Take(0, c00);
        if (rows > 1) sink.Take(1, c10);
        if (rows > 2) sink.Take(2, c20);
        if (rows > 3) sink.Take(3, c30);
        if (rows > 4) sink.Take(4, c40);
        if (rows > 5) sink.Take(5, c50);
    }

    // Calls nothing: a call would move all sums out of their registers.
    private readonly struct StoreSink(float* c, nint cRow, float* addend, nint addendRow) : ITileSink
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Take<T>(int row, T v0)
            where T : unmanaged, ISimd<T>
        {
            if (addend is not null) v0 += T.Load(addend + row * addendRow);
            T.Store(v0, c + row * cRow);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<T>(int row, T v0, T v1)
            where T : unmanaged, ISimd<T>
        {
            float* to = c + row * cRow;
            if (addend is not null)
            {
                float* a = addend + row * addendRow;
                v0 += T.Load(a);
                v1 += T.Load(a + T.Count);
            }
            T.Store(v0, to);
            T.Store(v1, to + T.Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<T>(int row, T v0, T v1, T v2, T v3)
            where T : unmanaged, ISimd<T>
        {
            float* to = c + row * cRow;
            if (addend is not null)
            {
                float* a = addend + row * addendRow;
                v0 += T.Load(a);
                v1 += T.Load(a + T.Count);
                v2 += T.Load(a + 2 * T.Count);
                v3 += T.Load(a + 3 * T.Count);
            }
            T.Store(v0, to);
            T.Store(v1, to + T.Count);
            T.Store(v2, to + 2 * T.Count);
            T.Store(v3, to + 3 * T.Count);
        }
    }
}
