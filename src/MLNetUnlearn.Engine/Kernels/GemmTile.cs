using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>
/// The innermost loops: six rows by up to four registers of the result, kept in registers over the whole sum. AVX-512 has 32 registers:
/// 24 sums, 4 pieces of b and a value of a fit. Where there may be 16, the tile has two registers per row. Fewer than
/// six rows repeat row 0, which costs less than a kernel for each number of rows.
/// </summary>
internal static unsafe partial class GemmTile
{
    internal const int Rows = 6;

    /// <summary>Computes one tile of the rows from <paramref name="row"/> on.</summary>
    [MethodImpl(Compiled.Alone)]
    internal static void Run<T>(in TileSource source, int vectors, in TileTarget target, int row, int rows)
        where T : unmanaged, ISimd<T>
    {
        float* addend = target.Addend is null ? null : target.Addend + row * target.AddendRow;
        var output = new TileOutput(target.C + row * target.CRow, target.CRow, addend, target.AddendRow, rows);
        if (target.Buffer is not null) ByWayOf<T>(source, vectors, target.Buffer, target.Width, output);
        else if (vectors == 4) Run4<T>(source, output);
        else if (vectors == 2) Run2<T>(source, output);
        else Run1<T>(source, output);
    }

    private static void ByWayOf<T>(in TileSource source, int vectors, float* buffer, int width, in TileOutput output)
        where T : unmanaged, ISimd<T>
    {
        int lanes = vectors * T.Count;
        Run<T>(source, vectors, new TileTarget(buffer, lanes, null, 0, null, lanes), 0, output.Rows);
        for (int i = 0; i < output.Rows; i++)
        {
            float* to = output.C + i * output.CRow, from = buffer + i * lanes;
            float* addend = output.Addend is null ? null : output.Addend + i * output.AddendRow;
            for (int j = 0; j < width; j++) to[j] = addend is null ? from[j] : from[j] + addend[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(in TileOutput output, int row, T v0)
        where T : unmanaged, ISimd<T>
    {
        if (row >= output.Rows) return;
        float* c = output.C + row * output.CRow;
        if (output.Addend is not null)
        {
            float* a = output.Addend + row * output.AddendRow;
            v0 += T.Load(a);
        }
        T.Store(v0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(in TileOutput output, int row, T v0, T v1)
        where T : unmanaged, ISimd<T>
    {
        if (row >= output.Rows) return;
        float* c = output.C + row * output.CRow;
        if (output.Addend is not null)
        {
            float* a = output.Addend + row * output.AddendRow;
            v0 += T.Load(a);
            v1 += T.Load(a + T.Count);
        }
        T.Store(v0, c);
        T.Store(v1, c + T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(in TileOutput output, int row, T v0, T v1, T v2, T v3)
        where T : unmanaged, ISimd<T>
    {
        if (row >= output.Rows) return;
        float* c = output.C + row * output.CRow;
        if (output.Addend is not null)
        {
            float* a = output.Addend + row * output.AddendRow;
            v0 += T.Load(a);
            v1 += T.Load(a + T.Count);
            v2 += T.Load(a + 2 * T.Count);
            v3 += T.Load(a + 3 * T.Count);
        }
        T.Store(v0, c);
        T.Store(v1, c + T.Count);
        T.Store(v2, c + 2 * T.Count);
        T.Store(v3, c + 3 * T.Count);
    }
}
