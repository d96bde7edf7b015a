using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Autograd;

/// <summary>Adds gradients up, in place wherever nobody else can see the target.</summary>
internal static class GradientSums
{
    /// <summary>Adds to what has arrived for an operation; takes over the reference to <paramref name="grad"/>.</summary>
    internal static TensorImpl Add(TensorImpl? sum, TensorImpl grad)
    {
        grad = Layout.TakeContiguous(grad);
        if (sum is null) return grad;
        if (sum.IsExclusive) return AddTo(sum, grad);
        if (grad.IsExclusive) return AddTo(grad, sum);
        TensorImpl copy = Layout.Copy(sum);
        sum.Release();
        return AddTo(copy, grad);
    }

    /// <summary>Adds to a leaf's gradient; takes over the reference to <paramref name="grad"/>.</summary>
    internal static void AddToLeaf(TensorImpl leaf, TensorImpl grad)
    {
        grad = Layout.TakeContiguous(grad);
        if (InFull(leaf) is { } sum) AddTo(sum, grad);
        else if (grad.IsExclusive) leaf.Grad = grad;
        else
        {
            leaf.Grad = Layout.Copy(grad);
            grad.Release();
        }
    }

    /// <summary>Adds looked-up rows to a leaf's gradient, which stays as rows as long as nothing else arrives.</summary>
    internal static void AddToLeaf(TensorImpl leaf, in RowGradient grad)
    {
        if (leaf.Grad is { } sum) AddRows(sum, grad);
        else (leaf.RowGrad ??= new RowSum(leaf.Shape)).Add(grad);
    }

    /// <summary>A leaf's gradient in full, which it then remains; null where there is none.</summary>
    internal static TensorImpl? InFull(TensorImpl leaf)
    {
        if (leaf.RowGrad is { } rows)
        {
            leaf.Grad = rows.InFull();
            leaf.RowGrad = null;
            rows.Dispose();
        }
        return leaf.Grad;
    }

    /// <summary>Sets a leaf's gradient, if there is one, to zero; its memory stays.</summary>
    internal static void Clear(TensorImpl leaf)
    {
        leaf.Grad?.Clear();
        leaf.RowGrad?.Clear();
    }

    /// <summary>Leaves a leaf without a gradient.</summary>
    internal static void Drop(TensorImpl leaf)
    {
        leaf.Grad?.Release();
        leaf.RowGrad?.Dispose();
        (leaf.Grad, leaf.RowGrad) = (null, null);
    }

    /// <summary>Adds to a part of a dimension of a dense sum that nobody else can see.</summary>
    internal static void AddToPart(TensorImpl sum, TensorImpl grad, int axis, long start)
    {
        int inner = Shapes.Product(sum.Shape, axis + 1, sum.Rank);
        int outer = Shapes.Product(sum.Shape, 0, axis);
        int row = (int)sum.Shape[axis] * inner, part = (int)grad.Shape[axis] * inner;
        if (part == 0) return;
        Span<float> target = sum.Floats[((int)start * inner)..];
        RowKernels.AddRows(grad.Floats, part, target, row, outer);
        sum.Storage.MarkWritten();
    }

    /// <summary>The full matrix of a row gradient.</summary>
    internal static TensorImpl Dense(in RowGradient grad)
    {
        TensorImpl dense = TensorImpl.Zeros(ScalarType.Float32, grad.Shape);
        AddRows(dense, grad);
        return dense;
    }

    private static void AddRows(TensorImpl sum, in RowGradient grad)
    {
        RowKernels.ScatterAdd(grad.Rows.Longs, grad.FactorValues, grad.Values.Floats, sum.Floats, (int)grad.Shape[0], grad.Skipped);
        sum.Storage.MarkWritten();
    }

    private static TensorImpl AddTo(TensorImpl sum, TensorImpl grad)
    {
        Map.Apply(new Add(), sum.Floats, grad.Floats, sum.Floats);
        sum.Storage.MarkWritten();
        grad.Release();
        return sum;
    }
}
