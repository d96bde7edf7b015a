using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Sums in pieces of fixed size, so that the result does not depend on the number of threads.</summary>
internal static unsafe class SumKernels
{
    private const int Piece = 4096;
    private const int RowPiece = 64;

    /// <summary>The sum of all values; pieces in single, their sums in double precision.</summary>
    internal static double Total(ReadOnlySpan<float> values) => Pieces<Plain>(values);

    /// <summary>The sum of the squares of all values.</summary>
    internal static double TotalOfSquares(ReadOnlySpan<float> values) => Pieces<Squared>(values);

    /// <summary>result[i, j] = sum over k of values[i, k, j].</summary>
    internal static void Middle(ReadOnlySpan<float> values, int outer, int count, int inner, Span<float> result)
    {
        Spans.CheckSame(values.Length, outer * count * inner);
        Spans.CheckSame(result.Length, outer * inner);
        if (result.IsEmpty) return;
        if (count == 0)
        {
            result.Clear();
            return;
        }
        fixed (float* pv = values, pr = result)
        {
            if (inner == 1) Launch.For(new RowsKernel(pv, pr, count), outer, Math.Max(1, Map.Grain / count));
            else for (int i = 0; i < outer; i++) Columns(pv + (long)i * count * inner, count, inner, pr + (long)i * inner);
        }
    }

    /// <summary>result[j] = sum over rows of values[row, j].</summary>
    private static void Columns(float* values, int rows, int columns, float* result)
    {
        int pieces = (rows + RowPiece - 1) / RowPiece;
        if (pieces == 1)
        {
            Launch.For(new ColumnsKernel(values, rows, columns, result), 1, 1);
            return;
        }
        Span<float> sums = Scratch.Floats(Scratch.Slot.Sums, pieces * columns);
        fixed (float* ps = sums)
        {
            Launch.For(new ColumnsKernel(values, rows, columns, ps), pieces, Math.Max(1, Map.Grain / (RowPiece * columns)));
            new Span<float>(ps, columns).CopyTo(new Span<float>(result, columns));
            for (int i = 1; i < pieces; i++)
            {
                for (int j = 0; j < columns; j++) result[j] += ps[(long)i * columns + j];
            }
        }
    }

    private static double Pieces<TTerm>(ReadOnlySpan<float> values)
        where TTerm : struct, ITerm
    {
        if (values.IsEmpty) return 0;
        int pieces = (values.Length + Piece - 1) / Piece;
        Span<float> sums = Scratch.Floats(Scratch.Slot.Sums, pieces);
        fixed (float* pv = values, ps = sums)
            Launch.For(new PiecesKernel<TTerm>(pv, ps, values.Length), pieces, Map.Grain / Piece);
        double total = 0;
        foreach (float sum in sums) total += sum;
        return total;
    }

    private interface ITerm
    {
        static abstract float Sum<T>(float* values, int count)
            where T : unmanaged, ISimd<T>;
    }

    private readonly struct Plain : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Sum<T>(float* values, int count)
            where T : unmanaged, ISimd<T>
            => RowMath.Sum<T>(values, count);
    }

    private readonly struct Squared : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float Sum<T>(float* values, int count)
            where T : unmanaged, ISimd<T>
            => RowMath.Dot<T>(values, values, count);
    }

    private readonly struct PiecesKernel<TTerm>(float* values, float* sums, int count) : IKernel
        where TTerm : struct, ITerm
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int i = from; i < to; i++) sums[i] = TTerm.Sum<T>(values + (long)i * Piece, Math.Min(Piece, count - i * Piece));
        }
    }

    private readonly struct RowsKernel(float* values, float* result, int columns) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int i = from; i < to; i++) result[i] = RowMath.Sum<T>(values + (long)i * columns, columns);
        }
    }

    private readonly struct ColumnsKernel(float* values, int rows, int columns, float* result) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int piece = from; piece < to; piece++)
            {
                float* target = result + (long)piece * columns;
                new Span<float>(target, columns).Clear();
                int last = Math.Min(rows, (piece + 1) * RowPiece);
                int row = piece * RowPiece;
                for (; row <= last - 4; row += 4) RowMath.AddFour<T>(target, values + (long)row * columns, columns);
                for (; row < last; row++) RowMath.Add<T>(target, values + (long)row * columns, columns);
            }
        }
    }
}
