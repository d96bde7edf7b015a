using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>Attention over packed rows with its gradient.</summary>
internal static class AttentionOp
{
    internal static TensorImpl Apply(
        TensorImpl query, TensorImpl key, TensorImpl value, TensorImpl offsets, int heads, double p, long seed, bool causal)
    {
        SeededOps.CheckProbability(p);
        Check(query, key);
        Check(query, value);
        int rows = (int)query.Shape[0], columns = (int)query.Shape[1];
        if (heads < 1 || columns % heads != 0)
            throw new ArgumentOutOfRangeException(nameof(heads), heads, $"The number of heads must divide the width {columns}.");
        int longest = PackedOffsets.Check(offsets, rows);
        var shape = new AttentionShape(rows, heads, columns / heads, longest, causal, new DropoutMask(p, seed));
        TensorImpl q = RowsReadable(query), k = RowsReadable(key), v = RowsReadable(value), o = Layout.AsContiguous(offsets);
        TensorImpl result = TensorImpl.Create(query.Shape), statistics = TensorImpl.Create([rows, heads, 2]);
        AttentionForward.Run(shape, Rows(q), Rows(k), Rows(v), o.Longs, result.Floats, statistics.Floats);
        if (GradMode.Records(query, key, value))
            result.Record(new AttentionNode(shape, query, key, value, q, k, v, o, statistics));
        q.Release();
        k.Release();
        v.Release();
        o.Release();
        statistics.Release();
        return result;
    }

    private static void Check(TensorImpl query, TensorImpl other)
    {
        if (query.Rank != 2 || !Shapes.Same(query.Shape, other.Shape))
        {
            throw new ArgumentException(
                $"Query, key and value must be matrices of one shape, not {Shapes.Text(query.Shape)} and {Shapes.Text(other.Shape)}.");
        }
        if (query.DType != ScalarType.Float32 || other.DType != ScalarType.Float32)
            throw new ArgumentException($"Attention needs float32, not {query.DType} and {other.DType}.");
    }

    // Columns of a wider matrix can be read in place, anything else that is not dense is copied.
    private static TensorImpl RowsReadable(TensorImpl matrix)
    {
        bool isReadable = matrix.IsContiguous || (matrix.Strides[1] == 1 && matrix.Strides[0] >= matrix.Shape[1]);
        return isReadable ? matrix.Retain() : Layout.Copy(matrix);
    }

    private static RowsOf Rows(TensorImpl matrix)
    {
        int rows = (int)matrix.Shape[0], step = (int)(matrix.IsContiguous ? matrix.Shape[1] : matrix.Strides[0]);
        int length = matrix.Count == 0 ? 0 : (rows - 1) * step + (int)matrix.Shape[1];
        return new RowsOf(matrix.Raw<float>().Slice(matrix.Offset, length), step);
    }

    private sealed class AttentionNode : Node
    {
        private readonly AttentionShape _shape;
        private readonly TensorImpl _query;
        private readonly TensorImpl _key;
        private readonly TensorImpl _value;
        private readonly TensorImpl _offsets;
        private readonly TensorImpl _statistics;

        internal AttentionNode(
            AttentionShape shape,
            TensorImpl query,
            TensorImpl key,
            TensorImpl value,
            TensorImpl readableQuery,
            TensorImpl readableKey,
            TensorImpl readableValue,
            TensorImpl offsets,
            TensorImpl statistics)
            : base(query, key, value)
        {
            _shape = shape;
            _query = Save(readableQuery);
            _key = Save(readableKey);
            _value = Save(readableValue);
            _offsets = Save(offsets);
            _statistics = Save(statistics);
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            TensorImpl q = TensorImpl.Create(grad.Shape), k = TensorImpl.Create(grad.Shape), v = TensorImpl.Create(grad.Shape);
            AttentionBackward.Run(
                _shape, Rows(_query), Rows(_key), Rows(_value), _offsets.Longs, _statistics.Floats,
                grad.Floats, q.Floats, k.Floats, v.Floats);
            pass.Give(Edges[0], q);
            pass.Give(Edges[1], k);
            pass.Give(Edges[2], v);
        }
    }
}
