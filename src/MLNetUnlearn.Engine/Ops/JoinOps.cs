using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Joining tensors along a dimension.</summary>
internal static class JoinOps
{
    internal static TensorImpl Concatenate(IReadOnlyList<TensorImpl> inputs, long dim)
    {
        if (inputs.Count == 0) throw new ArgumentException("There is nothing to join.");
        TensorImpl first = inputs[0];
        if (first.Rank == 0) throw new ArgumentException("Scalars cannot be joined; stack them.");
        int axis = Shapes.Axis(dim, first.Rank);
        long total = 0;
        ScalarType dtype = first.DType;
        foreach (TensorImpl input in inputs)
        {
            if (input.Rank != first.Rank || !Shapes.Same(Shapes.With(input.Shape, axis, 0), Shapes.With(first.Shape, axis, 0)))
            {
                throw new ArgumentException(
                    $"The shapes {Shapes.Text(first.Shape)} and {Shapes.Text(input.Shape)} differ in other dimensions than {axis}.");
            }
            total += input.Shape[axis];
            dtype = Casting.Promote(dtype, input.DType);
        }
        TensorImpl result = TensorImpl.Create(dtype, Shapes.With(first.Shape, axis, total));
        bool records = false;
        long start = 0;
        foreach (TensorImpl input in inputs)
        {
            TensorImpl part = ShapeOps.Cut(result, axis, start, input.Shape[axis]);
            TensorImpl converted = input.DType == dtype ? input.Retain() : Casting.To(input, dtype);
            Layout.CopyTo(converted, part);
            converted.Release();
            part.Release();
            start += input.Shape[axis];
            records |= GradMode.Records(input);
        }
        return records ? result.Record(new JoinNode([.. inputs], axis)) : result;
    }

    internal static TensorImpl Stack(IReadOnlyList<TensorImpl> inputs, long dim)
    {
        if (inputs.Count == 0) throw new ArgumentException("There is nothing to stack.");
        foreach (TensorImpl input in inputs)
        {
            if (!Shapes.Same(input.Shape, inputs[0].Shape))
            {
                throw new ArgumentException(
                    $"Tensors of shapes {Shapes.Text(inputs[0].Shape)} and {Shapes.Text(input.Shape)} cannot be stacked.");
            }
        }
        int axis = Shapes.Axis(dim, inputs[0].Rank + 1);
        TensorImpl[] wider = [.. inputs.Select(input => ShapeOps.Unsqueeze(input, axis))];
        TensorImpl result = Concatenate(wider, axis);
        foreach (TensorImpl input in wider) input.Release();
        return result;
    }

    private sealed class JoinNode(TensorImpl[] inputs, int axis) : Node(inputs)
    {
        private readonly long[] _sizes = [.. inputs.Select(input => input.Shape[axis])];

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            long start = 0;
            for (int i = 0; i < _sizes.Length; i++)
            {
                if (Needs(i)) pass.Give(Edges[i], ShapeOps.Cut(grad, axis, start, _sizes[i]));
                start += _sizes[i];
            }
        }
    }
}
