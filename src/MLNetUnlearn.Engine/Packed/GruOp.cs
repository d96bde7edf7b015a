using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>
/// A GRU over packed rows with its gradient. What does not depend on states is done for all rows at once: the products with the input
/// before the recurrence, the gradients of the weights after it.
/// </summary>
internal static class GruOp
{
    internal static TensorImpl Apply(
        TensorImpl input, TensorImpl weightIh, TensorImpl weightHh, TensorImpl biasIh, TensorImpl biasHh, TensorImpl offsets)
    {
        Check(input, weightIh, weightHh, biasIh, biasHh);
        int rows = (int)input.Shape[0], width = (int)input.Shape[1], size = (int)weightHh.Shape[1];
        int longest = PackedOffsets.Check(offsets, rows);
        var shape = new GruShape(rows, offsets.Count - 1, size);
        TensorImpl x = Layout.AsContiguous(input), wi = Layout.AsContiguous(weightIh), wh = Layout.AsContiguous(weightHh);
        TensorImpl bi = Layout.AsContiguous(biasIh), bh = Layout.AsContiguous(biasHh), bounds = Layout.AsContiguous(offsets);
        TensorImpl order = PackedOffsets.LongestFirst(bounds.Longs, longest);
        TensorImpl gates = TensorImpl.Create([rows, shape.Columns]), hidden = TensorImpl.Create([rows, size]);
        TensorImpl result = TensorImpl.Create([rows, size]);
        Gemm.Linear(x.Floats, wi.Floats, bi.Floats, gates.Floats, rows, shape.Columns, width);
        GruForward.Run(shape, order.Longs, bounds.Longs, wh.Floats, bh.Floats, gates.Floats, hidden.Floats, result.Floats);
        if (GradMode.Records(input, weightIh, weightHh) || GradMode.Records(biasIh, biasHh))
        {
            var node = new GruNode(shape, [input, weightIh, weightHh, biasIh, biasHh], [x, wi, wh, order, bounds, gates, hidden], result);
            result.Record(node);
        }
        Release(x, wi, wh, bi, bh, bounds, order, gates, hidden);
        return result;
    }

    private static void Check(TensorImpl input, TensorImpl weightIh, TensorImpl weightHh, TensorImpl biasIh, TensorImpl biasHh)
    {
        foreach (TensorImpl tensor in (ReadOnlySpan<TensorImpl>)[input, weightIh, weightHh, biasIh, biasHh])
        {
            if (tensor.DType != ScalarType.Float32) throw new ArgumentException($"A GRU needs float32, not {tensor.DType}.");
        }
        if (input.Rank != 2) throw new ArgumentException($"The input of a GRU must be a matrix, not {Shapes.Text(input.Shape)}.");
        if (weightHh.Rank != 2 || weightHh.Shape[0] != 3 * weightHh.Shape[1])
            throw new ArgumentException($"weight_hh must be of shape [3h, h], not {Shapes.Text(weightHh.Shape)}.");
        long columns = weightHh.Shape[0];
        CheckShape("weight_ih", weightIh, columns, input.Shape[1]);
        CheckShape("bias_ih", biasIh, columns);
        CheckShape("bias_hh", biasHh, columns);
    }

    private static void CheckShape(string name, TensorImpl tensor, params ReadOnlySpan<long> shape)
    {
        if (!Shapes.Same(tensor.Shape, shape))
            throw new ArgumentException($"{name} must be of shape {Shapes.Text(shape)}, not {Shapes.Text(tensor.Shape)}.");
    }

    private static void Release(params ReadOnlySpan<TensorImpl> tensors)
    {
        foreach (TensorImpl tensor in tensors) tensor.Release();
    }

    private sealed class GruNode : Node
    {
        private readonly GruShape _shape;
        private readonly TensorImpl _input;
        private readonly TensorImpl _weightIh;
        private readonly TensorImpl _weightHh;
        private readonly TensorImpl _order;
        private readonly TensorImpl _offsets;
        private readonly TensorImpl _gates;
        private readonly TensorImpl _hidden;
        private readonly TensorImpl _result;

        internal GruNode(GruShape shape, ReadOnlySpan<TensorImpl> inputs, ReadOnlySpan<TensorImpl> saved, TensorImpl result)
            : base(inputs)
        {
            _shape = shape;
            _input = Save(saved[0]);
            _weightIh = Save(saved[1]);
            _weightHh = Save(saved[2]);
            _order = Save(saved[3]);
            _offsets = Save(saved[4]);
            _gates = Save(saved[5]);
            _hidden = Save(saved[6]);
            _result = SaveOutput(result);
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            TensorImpl forInput = TensorImpl.Create(_gates.Shape), forState = TensorImpl.Create(_gates.Shape);
            GruBackward.Run(
                _shape, _order.Longs, _offsets.Longs, _weightHh.Floats, _gates.Floats, _hidden.Floats, _result.Floats,
                grad.Floats, forInput.Floats, forState.Floats);
            int rows = _shape.Rows, columns = _shape.Columns, width = (int)_weightIh.Shape[1];
            if (Needs(0))
            {
                TensorImpl result = TensorImpl.Create(_input.Shape);
                Gemm.Multiply(forInput.Floats, false, _weightIh.Floats, false, result.Floats, rows, width, columns);
                pass.Give(Edges[0], result);
            }
            if (Needs(1))
            {
                TensorImpl result = TensorImpl.Create(_weightIh.Shape);
                Gemm.Multiply(forInput.Floats, true, _input.Floats, false, result.Floats, columns, width, rows);
                pass.Give(Edges[1], result);
            }
            if (Needs(3)) pass.Give(Edges[3], Sums(forInput));
            if (Needs(4)) pass.Give(Edges[4], Sums(forState));
            // Last, since it changes the gradients.
            if (Needs(2)) pass.Give(Edges[2], ForWeightHh(forState));
            forInput.Release();
            forState.Release();
        }

        private TensorImpl Sums(TensorImpl gradients)
        {
            TensorImpl sums = TensorImpl.Create([_shape.Columns]);
            SumKernels.Middle(gradients.Floats, 1, _shape.Rows, _shape.Columns, sums.Floats);
            return sums;
        }

        // The state before a row is the row above, but for the first rows of segments, which have none and are taken out of the sum.
        private TensorImpl ForWeightHh(TensorImpl gradients)
        {
            int columns = _shape.Columns, others = Math.Max(_shape.Rows - 1, 0);
            Span<float> all = gradients.Floats;
            foreach (long row in _offsets.Longs)
            {
                if (row < _shape.Rows) all.Slice((int)row * columns, columns).Clear();
            }
            TensorImpl result = TensorImpl.Create(_weightHh.Shape);
            Span<float> before = _result.Floats[..(others * _shape.Hidden)];
            Gemm.Multiply(all[^(others * columns)..], true, before, false, result.Floats, columns, _shape.Hidden, others);
            return result;
        }
    }
}
