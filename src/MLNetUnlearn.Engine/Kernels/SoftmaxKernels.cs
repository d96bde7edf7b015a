using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Softmax and its kin along the rows of a matrix.</summary>
internal static unsafe class SoftmaxKernels
{
    private const int Grain = 8 * 1024;

    /// <summary>result = softmax(x), or its logarithm, row by row.</summary>
    internal static void Forward(ReadOnlySpan<float> x, int rows, int columns, bool log, Span<float> result)
    {
        Spans.CheckSame(x.Length, rows * columns);
        Spans.CheckSame(result.Length, rows * columns);
        if (result.IsEmpty) return;
        fixed (float* px = x, pr = result)
            Launch.For(new ForwardKernel(px, pr, columns, log), rows, Math.Max(1, Grain / columns));
    }

    /// <summary>The gradient for x, given that of y = softmax(x) or of its logarithm.</summary>
    internal static void Backward(ReadOnlySpan<float> grad, ReadOnlySpan<float> y, int rows, int columns, bool log, Span<float> result)
    {
        Spans.CheckSame(grad.Length, rows * columns);
        Spans.CheckSame(y.Length, rows * columns);
        Spans.CheckSame(result.Length, rows * columns);
        if (result.IsEmpty) return;
        fixed (float* pg = grad, py = y, pr = result)
            Launch.For(new BackwardKernel(pg, py, pr, columns, log), rows, Math.Max(1, Grain / columns));
    }

    /// <summary>result[i] = log(sum of exp(x[i])).</summary>
    internal static void LogSumExp(ReadOnlySpan<float> x, int rows, int columns, Span<float> result)
    {
        Spans.CheckSame(x.Length, rows * columns);
        Spans.CheckSame(result.Length, rows);
        fixed (float* px = x, pr = result)
            Launch.For(new LogSumExpKernel(px, pr, columns), rows, Math.Max(1, Grain / Math.Max(columns, 1)));
    }

    private readonly struct ForwardKernel(float* x, float* result, int columns, bool log) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int row = from; row < to; row++)
            {
                float* source = x + (long)row * columns;
                float* target = result + (long)row * columns;
                float most = RowMath.Largest<T>(source, columns);
                float sum = RowMath.ExpSum<T>(source, target, columns, most);
                if (log) RowMath.Shift<T>(target, source, -(most + MathF.Log(sum)), columns);
                else RowMath.Scale<T>(target, target, 1 / sum, columns);
            }
        }
    }

    private readonly struct BackwardKernel(float* grad, float* y, float* result, int columns, bool log) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int row = from; row < to; row++)
            {
                long start = (long)row * columns;
                if (log) Log<T>(grad + start, y + start, result + start);
                else Plain<T>(grad + start, y + start, result + start);
            }
        }

        [MethodImpl(Compiled.Alone)]
        private void Plain<T>(float* g, float* y, float* r)
            where T : unmanaged, ISimd<T>
        {
            float dot = RowMath.Dot<T>(g, y, columns);
            T dots = T.All(dot);
            int i = 0;
            for (; i <= columns - T.Count; i += T.Count) T.Store(T.Load(y + i) * (T.Load(g + i) - dots), r + i);
            for (; i < columns; i++) r[i] = y[i] * (g[i] - dot);
        }

        [MethodImpl(Compiled.Alone)]
        private void Log<T>(float* g, float* y, float* r)
            where T : unmanaged, ISimd<T>
        {
            T sums = T.All(-RowMath.Sum<T>(g, columns));
            int i = 0;
            for (; i <= columns - T.Count; i += T.Count)
                T.Store(T.Fma(sums, VectorMath.Exp(T.Load(y + i)), T.Load(g + i)), r + i);
            if (i == columns) return;
            T last = T.Fma(sums, VectorMath.Exp(Part.Load<T>(y + i, columns - i)), Part.Load<T>(g + i, columns - i));
            Part.Store(last, r + i, columns - i);
        }
    }

    private readonly struct LogSumExpKernel(float* x, float* result, int columns) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int row = from; row < to; row++)
            {
                float* source = x + (long)row * columns;
                float most = RowMath.Largest<T>(source, columns);
                // Infinite rows are their own answer; shifting by infinity would give NaN.
                float shift = float.IsInfinity(most) ? 0 : most;
                result[row] = shift + MathF.Log(RowMath.ExpSum<T>(source, columns, shift));
            }
        }
    }
}
