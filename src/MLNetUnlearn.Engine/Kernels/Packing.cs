using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Copies pieces of matrices into dense panels of fixed row length; lanes beyond the piece become zero.</summary>
internal static unsafe class Packing
{
    /// <summary>to[i, j] = from[i, j] for j below the width.</summary>
    [MethodImpl(Compiled.Alone)]
    internal static void Rows(float* from, nint fromRow, int width, int rows, float* to, int lanes)
    {
        for (int i = 0; i < rows; i++, from += fromRow, to += lanes)
        {
            new ReadOnlySpan<float>(from, width).CopyTo(new Span<float>(to, lanes));
            new Span<float>(to + width, lanes - width).Clear();
        }
    }

    /// <summary>to[i, j] = from[j, i] for j below the width.</summary>
    [MethodImpl(Compiled.Alone)]
    internal static void Transposed(float* from, nint fromRow, int width, int rows, float* to, int lanes)
    {
        // Four by four: reads run along the rows, writes fill parts of cache lines together.
        int j = 0;
        for (; j <= width - 4; j += 4)
        {
            float* f0 = from + j * fromRow, f1 = f0 + fromRow, f2 = f1 + fromRow, f3 = f2 + fromRow;
            float* t = to + j;
            int i = 0;
            for (; i <= rows - 4 && Sse.IsSupported; i += 4, t += 4 * lanes)
            {
                Vector128<float> r0 = Vector128.Load(f0 + i), r1 = Vector128.Load(f1 + i);
                Vector128<float> r2 = Vector128.Load(f2 + i), r3 = Vector128.Load(f3 + i);
                Vector128<float> low01 = Sse.UnpackLow(r0, r1), high01 = Sse.UnpackHigh(r0, r1);
                Vector128<float> low23 = Sse.UnpackLow(r2, r3), high23 = Sse.UnpackHigh(r2, r3);
                Sse.MoveLowToHigh(low01, low23).Store(t);
                Sse.MoveHighToLow(low23, low01).Store(t + lanes);
                Sse.MoveLowToHigh(high01, high23).Store(t + 2 * lanes);
                Sse.MoveHighToLow(high23, high01).Store(t + 3 * lanes);
            }
            for (; i < rows; i++, t += lanes)
            {
                t[0] = f0[i];
                t[1] = f1[i];
                t[2] = f2[i];
                t[3] = f3[i];
            }
        }
        for (; j < lanes; j++)
        {
            for (int i = 0; i < rows; i++) to[i * lanes + j] = j < width ? from[j * fromRow + i] : 0f;
        }
    }
}
