using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>Backward through time: group by group as forward, the last rows first.</summary>
internal static unsafe class GruBackward
{
    /// <summary>
    /// Writes the gradients of what goes into the gates r, z and n (rows x 3h): of the input's share and of the state's share, which
    /// differ in n alone.
    /// </summary>
    internal static void Run(
        in GruShape shape,
        ReadOnlySpan<long> order,
        ReadOnlySpan<long> offsets,
        ReadOnlySpan<float> weight,
        ReadOnlySpan<float> gates,
        ReadOnlySpan<float> hidden,
        ReadOnlySpan<float> result,
        ReadOnlySpan<float> grad,
        Span<float> forInput,
        Span<float> forState)
    {
        int size = shape.Hidden, columns = shape.Columns;
        Spans.CheckSame(order.Length, shape.Segments);
        Spans.CheckSame(offsets.Length, shape.Segments + 1);
        Spans.CheckSame(weight.Length, columns * size);
        Spans.CheckSame(gates.Length, shape.Rows * columns);
        Spans.CheckSame(hidden.Length, shape.Rows * size);
        Spans.CheckSame(result.Length, shape.Rows * size);
        Spans.CheckSame(grad.Length, shape.Rows * size);
        Spans.CheckSame(forInput.Length, shape.Rows * columns);
        Spans.CheckSame(forState.Length, shape.Rows * columns);
        if (grad.IsEmpty) return;
        int weights = PanelMatrix.Size(columns, size);
        Span<float> work = Scratch.Floats(Scratch.Slot.RecurrentWeights, checked(weights + size));
        work[weights..].Clear();
        fixed (float* pw = weight, pp = work, pg = gates, ph = hidden, pr = result, pa = grad, pi = forInput, ps = forState)
        fixed (long* po = order, pb = offsets)
        {
            var recurrent = new PanelMatrix(pp, columns, size);
            recurrent.Fill(pw);
            Launch.For(new Kernel(shape, po, pb, recurrent, pp + weights, pg, ph, pr, pa, pi, ps), shape.Groups, shape.Grain);
        }
    }

    private readonly struct Kernel(
        GruShape shape,
        long* order,
        long* offsets,
        PanelMatrix recurrent,
        float* zeros,
        float* gates,
        float* hidden,
        float* result,
        float* grad,
        float* forInput,
        float* forState) : IKernel
    {
        [MethodImpl(Compiled.Alone)]
        public void Run<T>(int from, int to)
            where T : unmanaged, ISimd<T>
        {
            for (int group = from; group < to; group++) Group<T>(order + group, shape.Count(group));
        }

        [MethodImpl(Compiled.Alone)]
        private void Group<T>(long* segments, int count)
            where T : unmanaged, ISimd<T>
        {
            int groups = shape.Groups, columns = shape.Columns, step = PanelMatrix.Step(shape.Hidden);
            // What arrives at states from the rows after them, and the gradients of one time, row below row for the product.
            fixed (float* arrived = Scratch.Floats(Scratch.Slot.State, checked(count * step)))
            fixed (float* slopes = Scratch.Floats(Scratch.Slot.StepProducts, checked(count * columns)))
            {
                new Span<float>(arrived, count * step).Clear();
                int running = 0;
                for (int time = (int)Length(segments[0]) - 1; time >= 0; time--)
                {
                    while (running < count && Length(segments[running * groups]) > time) running++;
                    for (int i = 0; i < running; i++)
                    {
                        long row = offsets[segments[i * groups]] + time;
                        Row<T>(row, time > 0, arrived + i * step, slopes + i * columns);
                    }
                    if (time > 0) recurrent.Multiply<T>(slopes, running, arrived, step, arrived);
                }
            }
        }

        private long Length(long segment) => offsets[segment + 1] - offsets[segment];

        [MethodImpl(Compiled.Alone)]
        private void Row<T>(long row, bool hasPrevious, float* arrived, float* slopes)
            where T : unmanaged, ISimd<T>
        {
            int size = shape.Hidden, i = 0;
            float* r = gates + row * 3 * size, z = r + size, n = z + size, a = hidden + row * size;
            float* previous = hasPrevious ? result + (row - 1) * size : zeros;
            float* given = grad + row * size, toInput = forInput + row * 3 * size, toState = forState + row * 3 * size;
            for (; i <= size - T.Count; i += T.Count)
            {
                T reset = T.Load(r + i), update = T.Load(z + i), candidate = T.Load(n + i), inner = T.Load(a + i);
                T slope = T.Load(given + i) + T.Load(arrived + i);
                T on = Slopes(slope, ref reset, ref update, ref candidate, ref inner, T.Load(previous + i));
                T.Store(reset, toInput + i);
                T.Store(update, toInput + size + i);
                T.Store(candidate, toInput + 2 * size + i);
                T.Store(reset, toState + i);
                T.Store(update, toState + size + i);
                T.Store(inner, toState + 2 * size + i);
                T.Store(on, arrived + i);
            }
            if (i < size)
            {
                int left = size - i;
                T reset = Part.Load<T>(r + i, left), update = Part.Load<T>(z + i, left);
                T candidate = Part.Load<T>(n + i, left), inner = Part.Load<T>(a + i, left);
                T slope = Part.Load<T>(given + i, left) + Part.Load<T>(arrived + i, left);
                T on = Slopes(slope, ref reset, ref update, ref candidate, ref inner, Part.Load<T>(previous + i, left));
                Part.Store(reset, toInput + i, left);
                Part.Store(update, toInput + size + i, left);
                Part.Store(candidate, toInput + 2 * size + i, left);
                Part.Store(reset, toState + i, left);
                Part.Store(update, toState + size + i, left);
                Part.Store(inner, toState + 2 * size + i, left);
                Part.Store(on, arrived + i, left);
            }
            if (hasPrevious) new ReadOnlySpan<float>(toState, 3 * size).CopyTo(new Span<float>(slopes, 3 * size));
        }

        // In: the gates and a state's gradient. Out: the gradients of what went into the gates. Returns what goes on to the state before.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T Slopes<T>(T slope, ref T reset, ref T update, ref T candidate, ref T inner, T previous)
            where T : unmanaged, ISimd<T>
        {
            T one = T.All(1f), on = slope * update;
            T toCandidate = (slope - on) * (one - candidate * candidate);
            T toUpdate = on * (one - update) * (previous - candidate);
            T toInner = toCandidate * reset;
            reset = toInner * inner * (one - reset);
            update = toUpdate;
            candidate = toCandidate;
            inner = toInner;
            return on;
        }
    }
}
