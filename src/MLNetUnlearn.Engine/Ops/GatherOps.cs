using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Choosing one element per position along a dimension.</summary>
internal static class GatherOps
{
    /// <summary>result[.., i, ..] = input[.., index[.., i, ..], ..].</summary>
    internal static TensorImpl Gather(TensorImpl input, long dim, TensorImpl index)
    {
        int axis = Check(input, dim, index);
        TensorImpl where = Places(input, axis, index);
        TensorImpl result = Take(input, where);
        if (GradMode.Records(input)) result.Record(new GatherNode(input, where));
        where.Release();
        return result;
    }

    /// <summary>target[.., index[.., i, ..], ..] = source[.., i, ..]; of repeated places the last one stays.</summary>
    internal static void ScatterInPlace(TensorImpl target, long dim, TensorImpl index, TensorImpl source)
    {
        InPlace.Check(target, source);
        int axis = Check(target, dim, index);
        if (source.DType != target.DType)
            throw new ArgumentException($"A source of type {source.DType} does not fit a target of type {target.DType}.");
        for (int i = 0; i < index.Rank; i++)
        {
            if (index.Rank != source.Rank || index.Shape[i] > source.Shape[i])
            {
                throw new ArgumentException(
                    $"The index of shape {Shapes.Text(index.Shape)} is larger than the source {Shapes.Text(source.Shape)}.");
            }
        }
        TensorImpl where = Places(target, axis, index);
        // The part of the source that the index covers.
        TensorImpl part = source.View(index.Shape, source.Strides, source.Offset);
        TensorImpl values = Layout.AsContiguous(part);
        part.Release();
        TensorImpl dense = Layout.AsContiguous(target);
        switch (Shapes.ElementSize(target.DType))
        {
            case 1: Put<byte>(values, where, dense); break;
            case 4: Put<int>(values, where, dense); break;
            default: Put<long>(values, where, dense); break;
        }
        if (!target.IsContiguous) Layout.CopyTo(dense, target);
        dense.Release();
        values.Release();
        where.Release();
        target.Storage.MarkWritten();
    }

    /// <summary>The elements at places in logical order.</summary>
    internal static TensorImpl Take(TensorImpl input, TensorImpl where)
    {
        TensorImpl dense = Layout.AsContiguous(input);
        TensorImpl result = TensorImpl.Create(input.DType, where.Shape);
        switch (Shapes.ElementSize(input.DType))
        {
            case 1: Get<byte>(dense, where, result); break;
            case 4: Get<int>(dense, where, result); break;
            default: Get<long>(dense, where, result); break;
        }
        dense.Release();
        return result;
    }

    /// <summary>Where along the dense input each position of the index points to.</summary>
    internal static TensorImpl Places(TensorImpl input, int axis, TensorImpl index)
    {
        TensorImpl dense = Casting.To(index, ScalarType.Int64);
        TensorImpl places = TensorImpl.Create(ScalarType.Int64, index.Shape);
        long[] strides = Shapes.ContiguousStrides(input.Shape);
        long size = input.Rank == 0 ? 1 : input.Shape[axis];
        for (int i = 0; i < dense.Count; i++)
        {
            long chosen = dense.Longs[i];
            if ((ulong)chosen >= (ulong)size)
                throw new ArgumentOutOfRangeException(nameof(index), chosen, $"An index must lie in 0..{size - 1}.");
            long place = 0, rest = i;
            for (int d = index.Rank - 1; d >= 0; d--)
            {
                rest = Math.DivRem(rest, index.Shape[d], out long digit);
                place += (d == axis ? chosen : digit) * strides[d];
            }
            places.Longs[i] = place;
        }
        dense.Release();
        return places;
    }

    private static int Check(TensorImpl input, long dim, TensorImpl index)
    {
        int axis = Shapes.Axis(dim, input.Rank);
        if (index.DType != ScalarType.Int64) throw new ArgumentException($"Indices must be int64, not {index.DType}.");
        if (index.Rank != input.Rank)
        {
            throw new ArgumentException(
                $"The index of shape {Shapes.Text(index.Shape)} must have as many dimensions as {Shapes.Text(input.Shape)}.");
        }
        for (int i = 0; i < index.Rank; i++)
        {
            if (i != axis && index.Shape[i] > input.Shape[i])
            {
                throw new ArgumentException(
                    $"The index of shape {Shapes.Text(index.Shape)} is larger than the shape {Shapes.Text(input.Shape)}.");
            }
        }
        return axis;
    }

    private static void Get<T>(TensorImpl source, TensorImpl where, TensorImpl result)
        where T : struct
    {
        ReadOnlySpan<T> from = source.Data<T>();
        ReadOnlySpan<long> places = where.Longs;
        Span<T> to = result.Data<T>();
        for (int i = 0; i < to.Length; i++) to[i] = from[(int)places[i]];
    }

    private static void Put<T>(TensorImpl source, TensorImpl where, TensorImpl target)
        where T : struct
    {
        ReadOnlySpan<T> from = source.Data<T>();
        ReadOnlySpan<long> places = where.Longs;
        Span<T> to = target.Data<T>();
        for (int i = 0; i < from.Length; i++) to[(int)places[i]] = from[i];
    }

    /// <summary>Adds the gradient back where the elements came from.</summary>
    internal sealed class GatherNode : Node
    {
        private readonly long[] _shape;
        private readonly TensorImpl _where;

        internal GatherNode(TensorImpl input, TensorImpl where)
            : base(input)
        {
            _shape = input.Shape;
            _where = Save(where);
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            TensorImpl sum = TensorImpl.Zeros(ScalarType.Float32, _shape);
            Span<float> to = sum.Floats;
            ReadOnlySpan<float> from = grad.Floats;
            ReadOnlySpan<long> places = _where.Longs;
            for (int i = 0; i < from.Length; i++) to[(int)places[i]] += from[i];
            sum.Storage.MarkWritten();
            pass.Give(Edges[0], sum);
        }
    }
}
