using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>How an operand runs along with a rows x columns matrix.</summary>
/// <param name="RowStep">How far its pointer moves per row: 0 repeats it for all rows.</param>
/// <param name="IsVector">Whether it has a value for each column, or one for the whole row.</param>
internal readonly record struct RowOperand(int RowStep, bool IsVector);

/// <summary>Functions of two operands of which one or both are repeated over rows or columns.</summary>
internal static unsafe class MapRows
{
    internal static void Apply<TOp>(
        TOp op, int rows, int columns, ReadOnlySpan<float> x, RowOperand xs, ReadOnlySpan<float> y, RowOperand ys, Span<float> result)
        where TOp : struct, IMap2
    {
        Spans.CheckSame(result.Length, rows * columns);
        if (result.Length == 0) return;
        Spans.CheckAtLeast(x.Length, Extent(xs, rows, columns));
        Spans.CheckAtLeast(y.Length, Extent(ys, rows, columns));
        fixed (float* px = x, py = y, pr = result)
            Launch.For(new Kernel<TOp>(op, columns, px, xs, py, ys, pr), rows, Math.Max(1, Map.Grain / columns));
    }

    private static long Extent(RowOperand operand, int rows, int columns)
        => (long)operand.RowStep * (rows - 1) + (operand.IsVector ? columns : 1);

    private readonly struct Kernel<TOp>(TOp op, int columns, float* x, RowOperand xs, float* y, RowOperand ys, float* result) : IKernel
        where TOp : struct, IMap2
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int row = from; row < to; row++)
                Row<T>(x + (long)row * xs.RowStep, y + (long)row * ys.RowStep, result + (long)row * columns);
        }

        [MethodImpl(Compiled.Alone)]
        private void Row<T>(float* x, float* y, float* result)
            where T : unmanaged, ISimd<T>
        {
            TOp f = op;
            T wholeX = T.All(*x), wholeY = T.All(*y);
            int i = 0;
            if (xs.IsVector && ys.IsVector)
            {
                for (; i <= columns - T.Count; i += T.Count) T.Store(f.Apply(T.Load(x + i), T.Load(y + i)), result + i);
            }
            else if (xs.IsVector)
            {
                for (; i <= columns - T.Count; i += T.Count) T.Store(f.Apply(T.Load(x + i), wholeY), result + i);
            }
            else if (ys.IsVector)
            {
                for (; i <= columns - T.Count; i += T.Count) T.Store(f.Apply(wholeX, T.Load(y + i)), result + i);
            }
            if (i == columns) return;
            T lastX = xs.IsVector ? Part.Load<T>(x + i, columns - i) : wholeX;
            T lastY = ys.IsVector ? Part.Load<T>(y + i, columns - i) : wholeY;
            T last = f.Apply(lastX, lastY);
            for (; i < columns; i += T.Count) Part.Store(last, result + i, Math.Min(T.Count, columns - i));
        }
    }
}
