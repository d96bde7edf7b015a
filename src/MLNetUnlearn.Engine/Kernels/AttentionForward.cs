using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Attention within segments of packed rows, segment by segment, head by head; scores live only in work space.</summary>
internal static unsafe class AttentionForward
{
    private const int GrainRows = 32;

    /// <summary>Writes the attention output and, for backward, two numbers about each row's softmax (rows x heads x 2).</summary>
    internal static void Run(
        in AttentionShape shape,
        RowsOf query,
        RowsOf key,
        RowsOf value,
        ReadOnlySpan<long> offsets,
        Span<float> result,
        Span<float> statistics)
    {
        Spans.CheckSame(result.Length, shape.Rows * shape.Columns);
        Spans.CheckSame(statistics.Length, 2 * shape.Rows * shape.Heads);
        if (result.IsEmpty) return;
        fixed (float* pq = query.Values, pk = key.Values, pv = value.Values, pr = result, pl = statistics)
        fixed (long* po = offsets)
        {
            var kernel = new Kernel(shape, pq, query.Step, pk, key.Step, pv, value.Step, po, pr, pl);
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
        float* result,
        float* statistics) : IKernel
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
            fixed (float* scores = Scratch.Floats(Scratch.Slot.Scores, checked(length * step)))
            {
                float* q = query + (long)first * queryStep + column;
                float* k = key + (long)first * keyStep + column;
                Scores.Products<T>(q, queryStep, k, keyStep, shape, length, scores);
                for (int i = 0; i < length; i++)
                {
                    long row = first + i;
                    Scores.ToWeights<T>(
                        scores + i * step, shape.Seen(i, length), step, shape.Scale, shape.FirstIndex(row, head), shape.Mask,
                        statistics + 2 * (row * shape.Heads + head));
                }
                float* v = value + (long)first * valueStep + column, r = result + (long)first * shape.Columns + column;
                Scores.Mix<T>(scores, step, 1, v, valueStep, r, shape, length);
            }
        }
    }
}
