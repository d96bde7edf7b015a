using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>The gradients of attention within segments; the weights are computed again instead of kept.</summary>
internal static unsafe class AttentionBackward
{
    private const int GrainRows = 16;

    /// <summary>Writes the gradients for query, key and value, each rows x columns and dense.</summary>
    internal static void Run(
        in AttentionShape shape,
        RowsOf query,
        RowsOf key,
        RowsOf value,
        ReadOnlySpan<long> offsets,
        ReadOnlySpan<float> statistics,
        ReadOnlySpan<float> grad,
        Span<float> gradQuery,
        Span<float> gradKey,
        Span<float> gradValue)
    {
        Spans.CheckSame(grad.Length, shape.Rows * shape.Columns);
        Spans.CheckSame(gradQuery.Length, grad.Length);
        Spans.CheckSame(gradKey.Length, grad.Length);
        Spans.CheckSame(gradValue.Length, grad.Length);
        if (grad.IsEmpty) return;
        fixed (float* pq = query.Values, pk = key.Values, pv = value.Values, pl = statistics)
        fixed (float* pg = grad, pgq = gradQuery, pgk = gradKey, pgv = gradValue)
        fixed (long* po = offsets)
        {
            var kernel = new Kernel(shape, pq, query.Step, pk, key.Step, pv, value.Step, po, pl, pg, pgq, pgk, pgv);
            int segments = offsets.Length - 1;
            Launch.For(kernel, segments, Math.Max(1, (int)((long)GrainRows * segments / shape.Rows)));
        }
    }

    private readonly struct Kernel(
        AttentionShape shape,
        float* query,
        int queryStep,
        float* key,
        int keyStep,
        float* value,
        int valueStep,
        long* offsets,
        float* statistics,
        float* grad,
        float* gradQuery,
        float* gradKey,
        float* gradValue) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int segment = from; segment < to; segment++)
            {
                int first = (int)offsets[segment], length = (int)offsets[segment + 1] - first;
                for (int head = 0; head < shape.Heads && length > 0; head++) Segment<T>(first, length, head);
            }
        }

        [MethodImpl(Compiled.Alone)]
        private void Segment<T>(int first, int length, int head)
            where T : unmanaged, ISimd<T>
        {
            int column = head * shape.Width, step = Scores.Step<T>(length);
            long dense = (long)first * shape.Columns + column;
            float* q = query + (long)first * queryStep + column;
            float* k = key + (long)first * keyStep + column;
            float* v = value + (long)first * valueStep + column;
            fixed (float* weights = Scratch.Floats(Scratch.Slot.Scores, checked(length * step)))
            fixed (float* slopes = Scratch.Floats(Scratch.Slot.ScoreGradients, checked(length * step)))
            {
                Scores.Products<T>(q, queryStep, k, keyStep, shape, length, weights);
                Scores.Products<T>(grad + dense, shape.Columns, v, valueStep, shape, length, slopes);
                for (int i = 0; i < length; i++)
                {
                    long row = first + i;
                    Scores.ToGradients<T>(
                        weights + i * step, slopes + i * step, shape.Seen(i, length), step, shape.Scale,
                        shape.FirstIndex(row, head), shape.Mask, statistics + 2 * (row * shape.Heads + head));
                }
                Scores.Mix<T>(weights, 1, step, grad + dense, shape.Columns, gradValue + dense, shape, length);
                Scores.Mix<T>(slopes, step, 1, k, keyStep, gradQuery + dense, shape, length);
                Scores.Mix<T>(slopes, 1, step, q, queryStep, gradKey + dense, shape, length);
            }
        }
    }
}
