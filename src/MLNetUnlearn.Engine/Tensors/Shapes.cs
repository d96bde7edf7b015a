using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Tensors;

/// <summary>Arithmetic on shapes and strides. Shape arrays are shared between tensors and never changed.</summary>
internal static class Shapes
{
    internal static readonly long[] Scalar = [];

    internal static int Count(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long size in shape)
        {
            if (size < 0) throw new ArgumentException($"A size must not be negative: {Text(shape)}.");
            count = checked(count * size);
        }
        return checked((int)count);
    }

    internal static string Text(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";

    internal static int ElementSize(ScalarType dtype) => dtype switch
    {
        ScalarType.Bool => 1,
        ScalarType.Int64 => 8,
        _ => 4,
    };

    internal static long[] ContiguousStrides(ReadOnlySpan<long> shape)
    {
        var strides = new long[shape.Length];
        long step = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= Math.Max(1, shape[i]);
        }
        return strides;
    }

    internal static bool IsContiguous(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        long step = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            if (shape[i] == 0) return true;
            if (shape[i] != 1 && strides[i] != step) return false;
            step *= shape[i];
        }
        return true;
    }

    /// <summary>Turns a possibly negative dimension into an index; a scalar counts as having one dimension, as in PyTorch.</summary>
    internal static int Axis(long dim, int rank)
    {
        int limit = Math.Max(rank, 1);
        if (dim < -limit || dim >= limit)
            throw new ArgumentOutOfRangeException(nameof(dim), dim, $"Dimension out of range: expected {-limit} to {limit - 1}.");
        return (int)(dim < 0 ? dim + limit : dim);
    }

    internal static bool Same(ReadOnlySpan<long> left, ReadOnlySpan<long> right) => left.SequenceEqual(right);

    /// <summary>The shape both operands are broadcast to.</summary>
    internal static long[] Broadcast(long[] left, long[] right)
    {
        if (Same(left, right)) return left;
        int rank = Math.Max(left.Length, right.Length);
        var result = new long[rank];
        for (int i = 1; i <= rank; i++)
        {
            long a = i <= left.Length ? left[^i] : 1;
            long b = i <= right.Length ? right[^i] : 1;
            if (a != b && a != 1 && b != 1)
                throw new ArgumentException($"The shapes {Text(left)} and {Text(right)} cannot be broadcast to one another.");
            result[^i] = a == 1 ? b : a;
        }
        return Same(result, left) ? left : Same(result, right) ? right : result;
    }

    /// <summary>A copy of the shape with one size replaced.</summary>
    internal static long[] With(long[] shape, int axis, long size)
    {
        var result = (long[])shape.Clone();
        result[axis] = size;
        return result;
    }

    /// <summary>A copy of the shape without one dimension.</summary>
    internal static long[] Without(long[] shape, int axis)
    {
        var result = new long[shape.Length - 1];
        for (int i = 0; i < result.Length; i++) result[i] = shape[i < axis ? i : i + 1];
        return result;
    }

    /// <summary>A copy of the shape with a dimension inserted.</summary>
    internal static long[] Insert(long[] shape, int axis, long size)
    {
        var result = new long[shape.Length + 1];
        for (int i = 0; i < result.Length; i++) result[i] = i < axis ? shape[i] : i == axis ? size : shape[i - 1];
        return result;
    }

    /// <summary>The product of the sizes in a range of dimensions.</summary>
    internal static int Product(long[] shape, int from, int to)
    {
        long product = 1;
        for (int i = from; i < to; i++) product *= shape[i];
        return checked((int)product);
    }
}
