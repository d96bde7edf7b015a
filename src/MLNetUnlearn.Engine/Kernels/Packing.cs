using System.Runtime.CompilerServices;

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
        // Four source rows at a time: reads run along the rows, writes fill parts of cache lines together.
        int j = 0;
        for (; j <= width - 4; j += 4)
        {
            float* f0 = from + j * fromRow, f1 = f0 + fromRow, f2 = f1 + fromRow, f3 = f2 + fromRow;
            float* t = to + j;
            for (int i = 0; i < rows; i++, t += lanes)
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
