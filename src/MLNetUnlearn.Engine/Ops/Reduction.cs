using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Sums and means.</summary>
internal static class Reduction
{
    /// <summary>The sum of all elements, without dimensions.</summary>
    internal static TensorImpl Sum(TensorImpl input)
    {
        if (input.DType != ScalarType.Float32) return SumLongs(input, Shapes.Scalar);
        TensorImpl dense = Layout.AsContiguous(input);
        TensorImpl result = Layout.Scalar(SumKernels.Total(dense.Floats));
        dense.Release();
        return GradMode.Records(input) ? result.Record(new ExpandNode(input, Shapes.Scalar)) : result;
    }

    /// <summary>The sum over some dimensions; over all if there are none. Integers and truth values add up to int64.</summary>
    internal static TensorImpl Sum(TensorImpl input, ReadOnlySpan<long> dims, bool keepdim)
    {
        bool[] reduced = Flags(input, dims);
        var kept = new long[input.Rank];
        for (int i = 0; i < kept.Length; i++) kept[i] = reduced[i] ? 1 : input.Shape[i];
        TensorImpl result = input.DType != ScalarType.Float32 ? SumLongs(input, kept)
            : Shapes.Same(kept, input.Shape) ? Layout.Copy(input) // of one summand each: the sum must not be the input itself
            : SumTo(input, kept);
        if (!keepdim) result = View(result, [.. kept.Where((_, i) => !reduced[i])]);
        return GradMode.Records(input) ? result.Record(new ExpandNode(input, kept)) : result;
    }

    /// <summary>
    /// The sum of what was broadcast, back in the shape it was broadcast from; the input itself if the shape is the same. Not recorded.
    /// </summary>
    internal static TensorImpl SumTo(TensorImpl grad, long[] shape)
    {
        TensorImpl sum = Layout.AsContiguous(grad);
        if (Shapes.Same(sum.Shape, shape)) return sum;
        int lead = sum.Rank - shape.Length;
        if (lead > 0)
        {
            int rest = Shapes.Product(sum.Shape, lead, sum.Rank);
            sum = Middle(sum, 1, Shapes.Product(sum.Shape, 0, lead), rest, sum.Shape[lead..]);
        }
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] == sum.Shape[i]) continue;
            int outer = Shapes.Product(sum.Shape, 0, i), inner = Shapes.Product(sum.Shape, i + 1, sum.Rank);
            sum = Middle(sum, outer, (int)sum.Shape[i], inner, Shapes.With(sum.Shape, i, 1));
        }
        return sum;
    }

    /// <summary>Which dimensions are named; all if none is.</summary>
    internal static bool[] Flags(TensorImpl input, ReadOnlySpan<long> dims)
    {
        var flags = new bool[input.Rank];
        foreach (long dim in dims)
        {
            int axis = Shapes.Axis(dim, input.Rank);
            if (input.Rank == 0) continue;
            if (flags[axis]) throw new ArgumentException($"Dimension {dim} appears twice.");
            flags[axis] = true;
        }
        if (dims.IsEmpty) Array.Fill(flags, true);
        return flags;
    }

    private static TensorImpl Middle(TensorImpl source, int outer, int count, int inner, long[] shape)
    {
        TensorImpl result = TensorImpl.Create(shape);
        SumKernels.Middle(source.Floats, outer, count, inner, result.Floats);
        source.Release();
        return result;
    }

    private static TensorImpl View(TensorImpl source, long[] shape)
    {
        TensorImpl view = source.View(shape, null, source.Offset);
        source.Release();
        return view;
    }

    private static TensorImpl SumLongs(TensorImpl input, long[] kept)
    {
        TensorImpl longs = Casting.To(input, ScalarType.Int64);
        TensorImpl result = TensorImpl.Zeros(ScalarType.Int64, kept);
        // The sums seen from the summands: a view that repeats along the reduced dimensions.
        TensorImpl view = Layout.Expand(result, input.Shape);
        Span<long> sums = result.Longs;
        ReadOnlySpan<long> values = longs.Longs;
        for (int i = 0; i < values.Length; i++) sums[Strided.At(i, 0, view.Shape, view.Strides)] += values[i];
        result.Storage.MarkWritten();
        view.Release();
        longs.Release();
        return result;
    }

    /// <summary>Every summand gets the gradient of its sum.</summary>
    private sealed class ExpandNode(TensorImpl input, long[] kept) : Node(input)
    {
        private readonly long[] _shape = input.Shape;

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            TensorImpl view = Layout.Reshape(grad, kept);
            pass.Give(Edges[0], Layout.Expand(view, _shape));
            view.Release();
        }
    }
}
