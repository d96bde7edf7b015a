using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Views and copies under other shapes.</summary>
internal static class ShapeOps
{
    /// <summary>The same elements in order under another shape, of which one size may be -1.</summary>
    internal static TensorImpl Reshape(TensorImpl input, ReadOnlySpan<long> shape)
        => Record(Layout.Reshape(input, Complete(input, shape)), input);

    internal static TensorImpl Transpose(TensorImpl input, long dim0, long dim1)
    {
        int a = Shapes.Axis(dim0, input.Rank), b = Shapes.Axis(dim1, input.Rank);
        TensorImpl result = SwapDims(input, a, b);
        return GradMode.Records(input) ? result.Record(new TransposeNode(input, a, b)) : result;
    }

    internal static TensorImpl Expand(TensorImpl input, ReadOnlySpan<long> sizes)
    {
        int lead = sizes.Length - input.Rank;
        long[] shape = sizes.ToArray();
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] != -1) continue;
            if (i < lead) throw new ArgumentException("A new dimension cannot have the size -1.");
            shape[i] = input.Shape[i - lead];
        }
        if (lead < 0) throw new ArgumentException($"The shape {Shapes.Text(input.Shape)} cannot be expanded to {Shapes.Text(shape)}.");
        TensorImpl result = Layout.Expand(input, shape);
        return GradMode.Records(input) ? result.Record(new ExpandNode(input)) : result;
    }

    internal static TensorImpl Narrow(TensorImpl input, long dim, long start, long length)
    {
        if (input.Rank == 0) throw new ArgumentException("A scalar has no dimension to narrow.");
        int axis = Shapes.Axis(dim, input.Rank);
        long size = input.Shape[axis];
        if (start < 0) start += size;
        if (start < 0 || length < 0 || start + length > size)
        {
            throw new ArgumentOutOfRangeException(
                nameof(start), start, $"{length} elements from there do not lie within dimension {axis} of {Shapes.Text(input.Shape)}.");
        }
        TensorImpl result = Cut(input, axis, start, length);
        return GradMode.Records(input) ? result.Record(new NarrowNode(input, axis, start)) : result;
    }

    internal static TensorImpl Unsqueeze(TensorImpl input, long dim)
    {
        int axis = Shapes.Axis(dim, input.Rank + 1);
        return Record(Insert(input, axis), input);
    }

    /// <summary>Drops one dimension of size 1 (a larger one stays), or all of them.</summary>
    internal static TensorImpl Squeeze(TensorImpl input, long? dim)
    {
        TensorImpl result = input.View(input.Shape, input.IsContiguous ? null : input.Strides, input.Offset);
        int only = dim is { } given ? Shapes.Axis(given, input.Rank) : -1;
        for (int i = input.Rank - 1; i >= 0; i--)
        {
            if (result.Shape[i] != 1 || (only >= 0 && i != only)) continue;
            TensorImpl next = result.View(Shapes.Without(result.Shape, i), Shapes.Without(result.Strides, i), result.Offset);
            result.Release();
            result = next;
        }
        return Record(result, input);
    }

    /// <summary>A part of a dimension; a view.</summary>
    internal static TensorImpl Cut(TensorImpl input, int axis, long start, long length)
        => input.View(Shapes.With(input.Shape, axis, length), input.Strides, (int)(input.Offset + start * input.Strides[axis]));

    /// <summary>Rows and columns swapped; a view, not recorded.</summary>
    internal static TensorImpl SwapLast(TensorImpl input) => SwapDims(input, input.Rank - 2, input.Rank - 1);

    private static TensorImpl Insert(TensorImpl input, int axis)
    {
        long stride = axis < input.Rank ? input.Shape[axis] * input.Strides[axis] : 1;
        return input.View(Shapes.Insert(input.Shape, axis, 1), Shapes.Insert(input.Strides, axis, stride), input.Offset);
    }

    /// <summary>Two dimensions swapped; a view, not recorded.</summary>
    internal static TensorImpl SwapDims(TensorImpl input, int a, int b)
    {
        if (input.Rank == 0) return input.View(input.Shape, null, input.Offset);
        var shape = (long[])input.Shape.Clone();
        var strides = (long[])input.Strides.Clone();
        (shape[a], shape[b]) = (shape[b], shape[a]);
        (strides[a], strides[b]) = (strides[b], strides[a]);
        return input.View(shape, strides, input.Offset);
    }

    private static long[] Complete(TensorImpl input, ReadOnlySpan<long> wanted)
    {
        long[] shape = wanted.ToArray();
        int open = Array.IndexOf(shape, -1);
        if (open >= 0)
        {
            shape[open] = 1;
            long rest = Shapes.Count(shape);
            shape[open] = rest == 0 ? 0 : input.Count / rest;
        }
        if (Shapes.Count(shape) != input.Count)
        {
            throw new ArgumentException(
                $"The shape {Shapes.Text(wanted)} does not fit the {input.Count} elements of {Shapes.Text(input.Shape)}.");
        }
        return shape;
    }

    private static TensorImpl Record(TensorImpl result, TensorImpl input)
        => GradMode.Records(input) ? result.Record(new ReshapeNode(input)) : result;

    private sealed class ReshapeNode(TensorImpl input) : Node(input)
    {
        private readonly long[] _shape = input.Shape;

        private protected override void Backward(TensorImpl grad, BackwardPass pass) => pass.Give(Edges[0], Layout.Reshape(grad, _shape));
    }

    private sealed class TransposeNode(TensorImpl input, int a, int b) : Node(input)
    {
        private protected override void Backward(TensorImpl grad, BackwardPass pass) => pass.Give(Edges[0], SwapDims(grad, a, b));
    }

    private sealed class ExpandNode(TensorImpl input) : Node(input)
    {
        private readonly long[] _shape = input.Shape;

        private protected override void Backward(TensorImpl grad, BackwardPass pass) => pass.Give(Edges[0], Reduction.SumTo(grad, _shape));
    }

    private sealed class NarrowNode(TensorImpl input, int axis, long start) : Node(input)
    {
        private readonly long[] _shape = input.Shape;

        private protected override void Backward(TensorImpl grad, BackwardPass pass) => pass.GivePart(Edges[0], grad, _shape, axis, start);
    }
}
