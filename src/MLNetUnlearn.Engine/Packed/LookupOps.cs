using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>
/// Arithmetic with rows of embedding tables where they lie, without a copy of them. Not part of TorchSharp: there the rows are looked up
/// first.
/// </summary>
public static class LookupOps
{
    /// <summary>
    /// The inner products of rows with looked-up rows: like <c>(x * table[rows]).sum(1)</c>, or, with k looked-up rows for each, like
    /// <c>(x.unsqueeze(1) * table[rows]).sum(2)</c>. Row 0 of the table is padding and gets no gradient.
    /// </summary>
    /// <param name="x">T x d, float32.</param>
    /// <param name="table">V x d, float32.</param>
    /// <param name="rows">T or T x k row numbers of the table, int64.</param>
    /// <returns>T or T x k values.</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row number is not in 0..V-1.</exception>
    public static Tensor Dot(Tensor x, Tensor table, Tensor rows)
    {
        TensorImpl left = x.Impl, right = table.Impl, index = rows.Impl;
        Check(right, index, mostRank: 2);
        if (left.DType != ScalarType.Float32 || left.Rank != 2 || left.Shape[0] != index.Shape[0] || left.Shape[1] != right.Shape[1])
        {
            throw new ArgumentException(
                $"{left.DType}{Shapes.Text(left.Shape)} does not fit rows of shape {Shapes.Text(index.Shape)} of a table of shape " +
                $"{Shapes.Text(right.Shape)}.");
        }
        TensorImpl dense = Layout.AsContiguous(left), places = Layout.AsContiguous(index);
        try
        {
            ReadOnlySpan<float> read = IndexOps.RowsToRead(right, places);
            TensorImpl result = TensorImpl.Create(index.Shape);
            LookupKernels.Dot(dense.Floats, (int)left.Shape[0], read, places.Longs, result.Floats);
            if (GradMode.Records(left, right)) result.Record(new DotNode(left, right, dense, places));
            return new Tensor(result);
        }
        finally
        {
            dense.Release();
            places.Release();
        }
    }

    /// <summary>
    /// The sums of looked-up rows of two tables: like <c>factor * first[firstRows] + second[secondRows]</c>. Row 0 of either table is
    /// padding and gets no gradient.
    /// </summary>
    /// <param name="first">V x d, float32.</param>
    /// <param name="firstRows">T row numbers, int64.</param>
    /// <param name="factor">What the rows of the first table are multiplied by.</param>
    /// <param name="second">W x d, float32.</param>
    /// <param name="secondRows">T row numbers, int64.</param>
    /// <returns>T x d.</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row number lies outside its table.</exception>
    public static Tensor Sum(Tensor first, Tensor firstRows, double factor, Tensor second, Tensor secondRows)
    {
        TensorImpl a = first.Impl, b = second.Impl;
        Check(a, firstRows.Impl, mostRank: 1);
        Check(b, secondRows.Impl, mostRank: 1);
        if (a.Shape[1] != b.Shape[1] || firstRows.Impl.Count != secondRows.Impl.Count)
        {
            throw new ArgumentException(
                $"{firstRows.Impl.Count} rows of a table of shape {Shapes.Text(a.Shape)} do not fit " +
                $"{secondRows.Impl.Count} rows of one of shape {Shapes.Text(b.Shape)}.");
        }
        TensorImpl ra = Layout.AsContiguous(firstRows.Impl), rb = Layout.AsContiguous(secondRows.Impl);
        try
        {
            ReadOnlySpan<float> readA = IndexOps.RowsToRead(a, ra), readB = IndexOps.RowsToRead(b, rb);
            TensorImpl result = TensorImpl.Create([ra.Count, a.Shape[1]]);
            LookupKernels.Sum(readA, ra.Longs, (float)factor, readB, rb.Longs, result.Floats);
            if (GradMode.Records(a, b)) result.Record(new SumNode(a, ra, (float)factor, b, rb));
            return new Tensor(result);
        }
        finally
        {
            ra.Release();
            rb.Release();
        }
    }

    private static void Check(TensorImpl table, TensorImpl rows, int mostRank)
    {
        if (table.DType != ScalarType.Float32 || table.Rank != 2 || !table.IsContiguous)
            throw new ArgumentException($"A table must be a dense matrix of float32, not {table.DType}{Shapes.Text(table.Shape)}.");
        if (rows.DType == ScalarType.Int64 && rows.Rank >= 1 && rows.Rank <= mostRank) return;
        string allowed = mostRank == 1 ? "a list" : "a list or a matrix";
        throw new ArgumentException($"Row numbers must be {allowed} of int64, not {rows.DType}{Shapes.Text(rows.Shape)}.");
    }

    private sealed class DotNode : Node
    {
        private readonly TensorImpl _x;
        private readonly TensorImpl _table;
        private readonly TensorImpl _rows;

        internal DotNode(TensorImpl x, TensorImpl table, TensorImpl dense, TensorImpl rows)
            : base(x, table)
        {
            _x = Save(dense);
            _table = Save(table);
            _rows = Save(rows);
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            if (Needs(0))
            {
                TensorImpl target = pass.Begin(Edges[0], _x.Shape, out bool adds);
                ReadOnlySpan<float> read = IndexOps.RowsToRead(_table, _rows);
                LookupKernels.Scaled(grad.Floats, read, _rows.Longs, (int)_x.Shape[0], target.Floats, adds);
                pass.End(Edges[0], target, adds);
            }
            if (Needs(1)) pass.Give(Edges[1], new RowGradient(_rows, _x, _table.Shape, 0, grad));
        }
    }

    private sealed class SumNode : Node
    {
        private readonly TensorImpl _firstRows;
        private readonly TensorImpl _secondRows;
        private readonly float _factor;
        private readonly long[] _firstShape;
        private readonly long[] _secondShape;

        internal SumNode(TensorImpl first, TensorImpl firstRows, float factor, TensorImpl second, TensorImpl secondRows)
            : base(first, second)
        {
            _firstRows = Save(firstRows);
            _secondRows = Save(secondRows);
            _factor = factor;
            (_firstShape, _secondShape) = (first.Shape, second.Shape);
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            if (Needs(1)) pass.Give(Edges[1], new RowGradient(_secondRows, grad, _secondShape, 0));
            if (!Needs(0)) return;
            TensorImpl values = Unary.Compute(new Scale(_factor), grad);
            pass.Give(Edges[0], new RowGradient(_firstRows, values, _firstShape, 0));
            values.Release();
        }
    }
}
