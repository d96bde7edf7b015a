using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Choosing slices of a dimension by index, and adding slices back.</summary>
internal static class IndexOps
{
    /// <summary>The slices of a dimension in the order of a list of indices.</summary>
    internal static TensorImpl Select(TensorImpl input, long dim, TensorImpl index)
    {
        if (input.Rank == 0) throw new ArgumentException("A scalar has no slices to select.");
        int axis = Shapes.Axis(dim, input.Rank);
        if (index.Rank > 1) throw new ArgumentException($"The index must be a list, not of shape {Shapes.Text(index.Shape)}.");
        TensorImpl rows = Indices(index);
        TensorImpl result = Lookup(input, axis, rows, Shapes.With(input.Shape, axis, rows.Count));
        if (GradMode.Records(input)) result.Record(new LookupNode(input, axis, rows, -1));
        rows.Release();
        return result;
    }

    /// <summary>Rows of a table by indices of any shape; a skipped row gets no gradient.</summary>
    internal static TensorImpl Embed(TensorImpl table, TensorImpl index, long skipped)
    {
        TensorImpl rows = Indices(index);
        TensorImpl result = Lookup(table, 0, rows, [.. index.Shape, table.Shape[1]]);
        if (GradMode.Records(table)) result.Record(new LookupNode(table, 0, rows, skipped));
        rows.Release();
        return result;
    }

    /// <summary>All elements of a dense table of which the given rows are going to be read; only those are up to date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row number lies outside the table.</exception>
    internal static ReadOnlySpan<float> RowsToRead(TensorImpl table, TensorImpl rows)
    {
        RowKernels.CheckIndices(rows.Longs, (int)table.Shape[0]);
        return table.FloatsOf(rows.Longs);
    }

    /// <summary>input + alpha * (source added at the indexed slices).</summary>
    internal static TensorImpl Add(TensorImpl input, long dim, TensorImpl index, TensorImpl source, float alpha)
    {
        int axis = Shapes.Axis(dim, input.Rank);
        TensorImpl rows = CheckAdd(input, axis, index, source);
        TensorImpl result = Layout.Copy(input);
        Accumulate(result, axis, rows, source, alpha);
        if (GradMode.Records(input, source)) result.Record(new AddNode(input, axis, rows, source, alpha));
        rows.Release();
        return result;
    }

    internal static void AddInPlace(TensorImpl target, long dim, TensorImpl index, TensorImpl source, float alpha)
    {
        InPlace.Check(target, source);
        int axis = Shapes.Axis(dim, target.Rank);
        TensorImpl rows = CheckAdd(target, axis, index, source);
        TensorImpl dense = Layout.AsContiguous(target);
        Accumulate(dense, axis, rows, source, alpha);
        if (!target.IsContiguous) Layout.CopyTo(dense, target);
        dense.Release();
        rows.Release();
        target.Storage.MarkWritten();
    }

    private static TensorImpl CheckAdd(TensorImpl input, int axis, TensorImpl index, TensorImpl source)
    {
        if (input.DType != ScalarType.Float32 || source.DType != ScalarType.Float32)
            throw new ArgumentException($"index_add needs float32, not {input.DType} and {source.DType}.");
        if (input.Rank != source.Rank || !Shapes.Same(Shapes.With(input.Shape, axis, index.Count), source.Shape))
        {
            throw new ArgumentException(
                $"A source of shape {Shapes.Text(source.Shape)} does not fit {index.Count} slices of {Shapes.Text(input.Shape)}.");
        }
        return Indices(index);
    }

    private static TensorImpl Indices(TensorImpl index)
    {
        if (index.DType is ScalarType.Int64 or ScalarType.Int32) return Casting.To(index, ScalarType.Int64);
        throw new ArgumentException($"Indices must be int64 or int32, not {index.DType}.");
    }

    private static TensorImpl Lookup(TensorImpl input, int axis, TensorImpl rows, long[] shape)
    {
        TensorImpl dense = Layout.AsContiguous(input);
        TensorImpl result = TensorImpl.Create(input.DType, shape);
        (int outer, int size, int inner) = Parts(input, axis);
        switch (Shapes.ElementSize(input.DType))
        {
            case 4 when input.DType == ScalarType.Float32:
                Span<float> source = axis == 0 ? dense.FloatsOf(rows.Longs) : dense.Floats;
                for (int i = 0; i < outer; i++)
                    RowKernels.Gather(Slab(source, i, size * inner), size, rows.Longs, Slab(result.Floats, i, rows.Count * inner));
                break;
            case 4: CopyRows(dense.Data<int>(), outer, size, inner, rows.Longs, result.Data<int>()); break;
            case 8: CopyRows(dense.Data<long>(), outer, size, inner, rows.Longs, result.Data<long>()); break;
            default: CopyRows(dense.Data<byte>(), outer, size, inner, rows.Longs, result.Data<byte>()); break;
        }
        dense.Release();
        return result;
    }

    private static void CopyRows<T>(ReadOnlySpan<T> source, int outer, int size, int inner, ReadOnlySpan<long> rows, Span<T> target)
    {
        foreach (long row in rows)
        {
            if ((ulong)row >= (ulong)size) throw new ArgumentOutOfRangeException(nameof(rows), row, $"An index must lie in 0..{size - 1}.");
        }
        for (int i = 0; i < outer; i++)
        {
            for (int j = 0; j < rows.Length; j++)
                source.Slice((i * size + (int)rows[j]) * inner, inner).CopyTo(target[((i * rows.Length + j) * inner)..]);
        }
    }

    private static void Accumulate(TensorImpl target, int axis, TensorImpl rows, TensorImpl source, float alpha)
    {
        TensorImpl values = alpha == 1 ? Layout.AsContiguous(source) : Unary.Compute(new Scale(alpha), source);
        (int outer, int size, int inner) = Parts(target, axis);
        for (int i = 0; i < outer; i++)
        {
            RowKernels.ScatterAdd(
                rows.Longs, default, Slab(values.Floats, i, rows.Count * inner), Slab(target.Floats, i, size * inner), size, -1);
        }
        values.Release();
    }

    private static (int Outer, int Size, int Inner) Parts(TensorImpl input, int axis) => input.Rank == 0
        ? (1, 1, 1)
        : (Shapes.Product(input.Shape, 0, axis), (int)input.Shape[axis], Shapes.Product(input.Shape, axis + 1, input.Rank));

    private static Span<float> Slab(Span<float> values, int index, int length) => values.Slice(index * length, length);

    private sealed class LookupNode : Node
    {
        private readonly long[] _shape;
        private readonly int _axis;
        private readonly TensorImpl _rows;
        private readonly long _skipped;

        internal LookupNode(TensorImpl input, int axis, TensorImpl rows, long skipped)
            : base(input)
        {
            _shape = input.Shape;
            _axis = axis;
            _rows = Save(rows);
            _skipped = skipped;
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            if (_axis == 0)
            {
                pass.Give(Edges[0], new RowGradient(_rows, grad, _shape, _skipped));
                return;
            }
            TensorImpl sum = TensorImpl.Zeros(ScalarType.Float32, _shape);
            Accumulate(sum, _axis, _rows, grad, 1);
            sum.Storage.MarkWritten();
            pass.Give(Edges[0], sum);
        }
    }

    private sealed class AddNode : Node
    {
        private readonly int _axis;
        private readonly TensorImpl _rows;
        private readonly float _alpha;
        private readonly long[] _sourceShape;

        internal AddNode(TensorImpl input, int axis, TensorImpl rows, TensorImpl source, float alpha)
            : base(input, source)
        {
            _axis = axis;
            _rows = Save(rows);
            _alpha = alpha;
            _sourceShape = source.Shape;
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            if (Needs(0)) pass.Give(Edges[0], grad.Retain());
            if (!Needs(1)) return;
            TensorImpl part = Lookup(grad, _axis, _rows, _sourceShape);
            pass.Give(Edges[1], Unary.Compute(new Scale(_alpha), part));
            part.Release();
        }
    }
}
