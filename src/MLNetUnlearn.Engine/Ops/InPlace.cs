using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>
/// Changes of tensors in place. They are never recorded, so nothing that requires gradients may take part while recording is on.
/// </summary>
internal static class InPlace
{
    internal static void Check(params ReadOnlySpan<TensorImpl> parts)
    {
        foreach (TensorImpl part in parts)
        {
            if (GradMode.Records(part))
            {
                throw new InvalidOperationException(
                    "Changes in place are not recorded, but a tensor that requires gradients takes part: use torch.no_grad().");
            }
        }
    }

    internal static void Copy(TensorImpl target, TensorImpl source)
    {
        Check(target, source);
        TensorImpl converted = Casting.To(source, target.DType);
        TensorImpl view = Layout.Expand(converted, target.Shape);
        converted.Release();
        Layout.CopyTo(view, target);
        view.Release();
        target.Storage.MarkWritten();
    }

    internal static void Fill(TensorImpl target, Scalar value)
    {
        Check(target);
        if (target.IsContiguous && value.Value == 0)
        {
            target.Clear();
            return;
        }
        if (target.IsContiguous) Factory.Fill(target, value);
        else Replace(target, Factory.Full(target.Shape, value, target.DType));
        target.Storage.MarkWritten();
    }

    /// <summary>target = op(target, other), with other broadcast to the target's shape.</summary>
    internal static void Apply<TOp>(TOp op, TensorImpl target, TensorImpl other)
        where TOp : struct, IMap2, ILongMap2
    {
        Check(target, other);
        if (!Shapes.Same(Shapes.Broadcast(target.Shape, other.Shape), target.Shape))
        {
            throw new ArgumentException(
                $"The shape {Shapes.Text(other.Shape)} cannot be broadcast to {Shapes.Text(target.Shape)} in place.");
        }
        if (Casting.Promote(target.DType, other.DType) != target.DType)
            throw new ArgumentException($"A result of type {other.DType} cannot be stored in a tensor of type {target.DType}.");
        bool direct = target.DType == ScalarType.Float32 && other.DType == ScalarType.Float32
            && target.IsContiguous && other.IsContiguous && target.Count == other.Count;
        if (direct) Map.Apply(op, target.Floats, other.Floats, target.Floats);
        else Replace(target, Binary.Compute(op, target, other));
        target.Storage.MarkWritten();
    }

    /// <summary>target = op(target).</summary>
    internal static void Apply<TOp>(TOp op, TensorImpl target)
        where TOp : struct, IMap1
    {
        Check(target);
        RequireFloat(target);
        if (target.IsContiguous)
        {
            Map.Apply(op, target.Floats, target.Floats);
            target.Storage.MarkWritten();
        }
        else
        {
            Replace(target, Unary.Compute(op, target));
        }
    }

    /// <summary>target = op(target, first, second), with both broadcast to the target's shape.</summary>
    internal static void Apply<TOp>(TOp op, TensorImpl target, TensorImpl first, TensorImpl second)
        where TOp : struct, IMap3
    {
        Check(target, first, second);
        RequireFloat(target);
        RequireFloat(first);
        RequireFloat(second);
        TensorImpl dense = Layout.AsContiguous(target);
        TensorImpl x = Layout.Broadcast(first, target.Shape), y = Layout.Broadcast(second, target.Shape);
        Map.Apply(op, dense.Floats, x.Floats, y.Floats, dense.Floats);
        x.Release();
        y.Release();
        if (!target.IsContiguous) Layout.CopyTo(dense, target);
        dense.Release();
        target.Storage.MarkWritten();
    }

    private static void Replace(TensorImpl target, TensorImpl result)
    {
        Layout.CopyTo(result, target);
        result.Release();
        target.Storage.MarkWritten();
    }

    private static void RequireFloat(TensorImpl tensor)
    {
        if (tensor.DType != ScalarType.Float32) throw new ArgumentException($"The operation needs float32, not {tensor.DType}.");
    }
}
