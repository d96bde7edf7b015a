using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Functions of two tensors, element by element, with broadcasting. Nothing here is recorded.</summary>
internal static class Binary
{
    /// <summary>In the type both operands are converted to.</summary>
    internal static TensorImpl Compute<TOp>(TOp op, TensorImpl left, TensorImpl right)
        where TOp : struct, IMap2, ILongMap2
    {
        ScalarType dtype = Casting.Promote(left.DType, right.DType);
        return dtype == ScalarType.Float32 ? ComputeFloat(op, left, right) : ComputeLong(op, left, right, dtype);
    }

    /// <summary>In float32.</summary>
    internal static TensorImpl ComputeFloat<TOp>(TOp op, TensorImpl left, TensorImpl right)
        where TOp : struct, IMap2
    {
        TensorImpl x = Casting.To(left, ScalarType.Float32), y = Casting.To(right, ScalarType.Float32);
        long[] shape = Shapes.Broadcast(x.Shape, y.Shape);
        TensorImpl result = TensorImpl.Create(shape);
        if (x.Count == result.Count && y.Count == result.Count)
        {
            Map.Apply(op, x.Floats, y.Floats, result.Floats);
        }
        else if (RowPlan.TryMake(x.Shape, y.Shape, shape, out RowPlan plan))
        {
            MapRows.Apply(op, plan.Rows, plan.Columns, x.Floats, plan.Left, y.Floats, plan.Right, result.Floats);
        }
        else
        {
            x = Expand(x, shape);
            y = Expand(y, shape);
            Map.Apply(op, x.Floats, y.Floats, result.Floats);
        }
        x.Release();
        y.Release();
        return result;
    }

    private static TensorImpl Expand(TensorImpl operand, long[] shape)
    {
        TensorImpl full = Layout.Broadcast(operand, shape);
        operand.Release();
        return full;
    }

    private static TensorImpl ComputeLong<TOp>(TOp op, TensorImpl left, TensorImpl right, ScalarType dtype)
        where TOp : struct, ILongMap2
    {
        long[] shape = Shapes.Broadcast(left.Shape, right.Shape);
        TensorImpl x = Expand(Casting.To(left, ScalarType.Int64), shape), y = Expand(Casting.To(right, ScalarType.Int64), shape);
        TensorImpl result = TensorImpl.Create(ScalarType.Int64, shape);
        ReadOnlySpan<long> xs = x.Longs, ys = y.Longs;
        Span<long> results = result.Longs;
        for (int i = 0; i < results.Length; i++) results[i] = op.Apply(xs[i], ys[i]);
        x.Release();
        y.Release();
        if (dtype == ScalarType.Int64) return result;
        TensorImpl converted = Casting.To(result, dtype);
        result.Release();
        return converted;
    }
}
