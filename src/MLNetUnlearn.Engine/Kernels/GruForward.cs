using System.Runtime.CompilerServices;
using MLNetUnlearn.Engine.Kernels.Simd;

namespace MLNetUnlearn.Engine.Kernels;

/// <summary>
/// The recurrence of a GRU within segments of packed rows: at each time, one product for all segments of a group that have a row then.
/// </summary>
internal static unsafe class GruForward
{
    /// <summary>
    /// Writes the states. In gates, the input's share (rows x 3h) is replaced by the gates r and z and the candidate n; hidden (rows x h)
    /// gets what r is multiplied with.
    /// </summary>
    internal static void Run(
        in GruShape shape,
        ReadOnlySpan<long> order,
        ReadOnlySpan<long> offsets,
        ReadOnlySpan<float> weight,
        ReadOnlySpan<float> bias,
        Span<float> gates,
        Span<float> hidden,
        Span<float> result)
    {
        int size = shape.Hidden, columns = shape.Columns, step = PanelMatrix.Step(columns);
        Spans.CheckSame(order.Length, shape.Segments);
        Spans.CheckSame(offsets.Length, shape.Segments + 1);
        Spans.CheckSame(weight.Length, columns * size);
        Spans.CheckSame(bias.Length, columns);
        Spans.CheckSame(gates.Length, shape.Rows * columns);
        Spans.CheckSame(hidden.Length, shape.Rows * size);
        Spans.CheckSame(result.Length, shape.Rows * size);
        if (result.IsEmpty) return;
        int weights = PanelMatrix.Size(size, columns);
        Span<float> work = Scratch.Floats(Scratch.Slot.RecurrentWeights, checked(weights + step));
        bias.CopyTo(work[weights..]);
        work[(weights + columns)..].Clear();
        fixed (float* pw = weight, pp = work, pg = gates, ph = hidden, pr = result)
        fixed (long* po = order, pb = offsets)
        {
            var recurrent = new PanelMatrix(pp, size, columns);
            recurrent.FillTransposed(pw);
            Launch.For(new Kernel(shape, po, pb, recurrent, pp + weights, step, pg, ph, pr), shape.Groups, shape.Grain);
        }
    }

    private readonly struct Kernel(
        GruShape shape,
        long* order,
        long* offsets,
        PanelMatrix recurrent,
        float* bias,
        int step,
        float* gates,
        float* hidden,
        float* result) : IKernel
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
            int size = shape.Hidden, groups = shape.Groups;
            fixed (float* states = Scratch.Floats(Scratch.Slot.State, checked(count * size)))
            fixed (float* products = Scratch.Floats(Scratch.Slot.StepProducts, checked(count * step)))
            {
                new Span<float>(states, count * size).Clear();
                for (int time = 0; ; time++)
                {
                    while (count > 0 && Length(segments[(count - 1) * groups]) <= time) count--;
                    if (count == 0) return;
                    // At first the states are zero.
                    if (time > 0) recurrent.Multiply<T>(states, count, bias, 0, products);
                    for (int i = 0; i < count; i++)
                        Row<T>(offsets[segments[i * groups]] + time, time > 0 ? products + i * step : bias, states + i * size);
                }
            }
        }

        private long Length(long segment) => offsets[segment + 1] - offsets[segment];

        [MethodImpl(Compiled.Alone)]
        private void Row<T>(long row, float* recurrent, float* state)
            where T : unmanaged, ISimd<T>
        {
            int size = shape.Hidden, i = 0;
            float* r = gates + row * 3 * size, z = r + size, n = z + size, a = hidden + row * size, target = result + row * size;
            float* fromR = recurrent, fromZ = fromR + size, fromN = fromZ + size;
            for (; i <= size - T.Count; i += T.Count)
            {
                T reset = T.Load(r + i) + T.Load(fromR + i), update = T.Load(z + i) + T.Load(fromZ + i);
                T inner = T.Load(fromN + i), candidate = T.Load(n + i);
                T next = Next(ref reset, ref update, ref candidate, inner, T.Load(state + i));
                T.Store(reset, r + i);
                T.Store(update, z + i);
                T.Store(candidate, n + i);
                T.Store(inner, a + i);
                T.Store(next, state + i);
                T.Store(next, target + i);
            }
            if (i < size)
            {
                int left = size - i;
                T reset = Part.Load<T>(r + i, left) + Part.Load<T>(fromR + i, left);
                T update = Part.Load<T>(z + i, left) + Part.Load<T>(fromZ + i, left);
                T inner = Part.Load<T>(fromN + i, left), candidate = Part.Load<T>(n + i, left);
                T next = Next(ref reset, ref update, ref candidate, inner, Part.Load<T>(state + i, left));
                Part.Store(reset, r + i, left);
                Part.Store(update, z + i, left);
                Part.Store(candidate, n + i, left);
                Part.Store(inner, a + i, left);
                Part.Store(next, state + i, left);
                Part.Store(next, target + i, left);
            }
        }

        // In: what goes into the gates. Out: the gates. Returns the next state.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T Next<T>(ref T reset, ref T update, ref T candidate, T inner, T state)
            where T : unmanaged, ISimd<T>
        {
            reset = VectorMath.Sigmoid(reset);
            update = VectorMath.Sigmoid(update);
            candidate = VectorMath.Tanh(T.Fma(reset, inner, candidate));
            return T.Fma(update, state - candidate, candidate);
        }
    }
}
