using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>
/// Largest and smallest elements along a dimension. NaN counts as larger than every number; of equals the first comes first.
/// </summary>
internal static class OrderOps
{
    /// <summary>The k largest or smallest of a dimension, in order, and where they were.</summary>
    internal static (TensorImpl Values, TensorImpl Indices) Top(TensorImpl input, int k, long dim, bool largest)
    {
        int axis = Shapes.Axis(dim, input.Rank);
        if (input.Rank == 0) throw new ArgumentException("A scalar has no dimension to order.");
        if (k < 0 || k > input.Shape[axis])
        {
            throw new ArgumentOutOfRangeException(
                nameof(k), k, $"Dimension {axis} of the shape {Shapes.Text(input.Shape)} does not have that many elements.");
        }
        TensorImpl swapped = ShapeOps.SwapDims(input, axis, input.Rank - 1);
        TensorImpl keys = Casting.To(swapped, ScalarType.Float32);
        if (input.DType == ScalarType.Int64) CheckExact(keys);
        TensorImpl indices = TensorImpl.Create(ScalarType.Int64, Shapes.With(keys.Shape, keys.Rank - 1, k));
        int columns = (int)keys.Shape[^1];
        for (int row = 0; k > 0 && row < indices.Count / k; row++)
            TopSelection.Run(keys.Floats.Slice(row * columns, columns), indices.Longs.Slice(row * k, k), largest);
        TensorImpl turned = ShapeOps.SwapDims(indices, axis, input.Rank - 1);
        TensorImpl order = Layout.TakeContiguous(turned);
        TensorImpl values = GatherOps.Gather(input, axis, order);
        swapped.Release();
        keys.Release();
        indices.Release();
        return (values, order);
    }

    /// <summary>Where the largest of a dimension is.</summary>
    internal static TensorImpl ArgMax(TensorImpl input, long dim, bool keepdim)
    {
        (TensorImpl values, TensorImpl indices) = Max(input, dim, keepdim);
        values.Release();
        return indices;
    }

    /// <summary>The largest of a dimension and where it was.</summary>
    internal static (TensorImpl Values, TensorImpl Indices) Max(TensorImpl input, long dim, bool keepdim)
    {
        if (input.Rank == 0) return (CopyOps.Clone(input), TensorImpl.Zeros(ScalarType.Int64, Shapes.Scalar));
        int axis = Shapes.Axis(dim, input.Rank);
        if (input.Shape[axis] == 0) throw new ArgumentException($"Dimension {axis} of the shape {Shapes.Text(input.Shape)} is empty.");
        (TensorImpl values, TensorImpl indices) = Top(input, 1, axis, largest: true);
        if (keepdim) return (values, indices);
        TensorImpl flatValues = ShapeOps.Squeeze(values, axis), flatIndices = ShapeOps.Squeeze(indices, axis);
        values.Release();
        indices.Release();
        return (flatValues, flatIndices);
    }

    // Numbers beyond 2^24 would be rounded.
    private static void CheckExact(TensorImpl keys)
    {
        foreach (float key in keys.Floats)
        {
            if (Math.Abs(key) > 1 << 24) throw new NotSupportedException("Integers beyond 2^24 cannot be ordered here; TorchSharp can.");
        }
    }
}
