using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine;

/// <summary>
/// Operations on packed rows: sequences of different lengths laid end to end, without padding. Not part of TorchSharp: there the same is
/// padded, computed, and packed again.
/// </summary>
public static class PackedOps
{
    /// <summary>
    /// Attention within each sequence: softmax(q kᵀ / sqrt(width of a head)) v, head by head, with dropout of the weights. Head h uses
    /// columns h * d / heads up to (h + 1) * d / heads. The weight of row r (counted over all sequences) and head h for the c-th row of
    /// r's own sequence is dropped as in <see cref="SeededOps.Dropout"/>, at flat position ((r * heads + h) * longest + c) modulo 2^32,
    /// where longest is the length of the longest sequence. No matrix larger than one sequence is made; backward computes the weights
    /// again.
    /// </summary>
    /// <param name="query">
    /// T x d, float32; columns of a wider matrix (a view by <c>narrow</c>) are read in place. So for key and value.
    /// </param>
    /// <param name="key">T x d, float32.</param>
    /// <param name="value">T x d, float32.</param>
    /// <param name="offsets">
    /// int64, one more than there are sequences, ascending from 0 to T: sequence s is made of rows offsets[s] up to offsets[s + 1]. A
    /// sequence may be empty.
    /// </param>
    /// <param name="heads">The number of heads; divides d.</param>
    /// <param name="p">The probability of dropping a weight, 0 to 1.</param>
    /// <param name="seed">Of the dropout; any value.</param>
    /// <param name="causal">Whether a row attends only to itself and the rows before it; else to its whole sequence.</param>
    /// <returns>T x d.</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit, or the offsets are not ascending from 0 to T.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="p"/> is not in 0..1, or <paramref name="heads"/> does not divide d.
    /// </exception>
    public static Tensor Attention(
        Tensor query, Tensor key, Tensor value, Tensor offsets, int heads, double p, long seed, bool causal)
        => new(AttentionOp.Apply(query.Impl, key.Impl, value.Impl, offsets.Impl, heads, p, seed, causal));

    /// <summary>
    /// A gated recurrent unit over each sequence, starting from a state of zeros: with the previous state h,
    /// r = σ(W_ir x + b_ir + W_hr h + b_hr), z = σ(W_iz x + b_iz + W_hz h + b_hz), n = tanh(W_in x + b_in + r ∘ (W_hn h + b_hn)), and the
    /// next state is (1 − z) ∘ n + z ∘ h. Weights are laid out as in torch.nn.GRU: the rows for r, then z, then n.
    /// </summary>
    /// <param name="input">T x d, float32.</param>
    /// <param name="weight_ih">3h x d, float32.</param>
    /// <param name="weight_hh">3h x h, float32.</param>
    /// <param name="bias_ih">3h values, float32.</param>
    /// <param name="bias_hh">3h values, float32.</param>
    /// <param name="offsets">As for <see cref="Attention"/>.</param>
    /// <returns>The state after each row, T x h.</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit, or the offsets are not ascending from 0 to T.</exception>
    public static Tensor Gru(Tensor input, Tensor weight_ih, Tensor weight_hh, Tensor bias_ih, Tensor bias_hh, Tensor offsets)
        => new(GruOp.Apply(input.Impl, weight_ih.Impl, weight_hh.Impl, bias_ih.Impl, bias_hh.Impl, offsets.Impl));

    /// <summary>The inner products of the rows of two matrices: like <c>(a * b).sum(1)</c>, without the matrix in between.</summary>
    /// <param name="a">T x d, float32.</param>
    /// <param name="b">T x d, float32.</param>
    /// <returns>T values.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or are not matrices of float32.</exception>
    public static Tensor RowDot(Tensor a, Tensor b)
    {
        TensorImpl x = a.Impl, y = b.Impl;
        if (x.Rank != 2 || !Shapes.Same(x.Shape, y.Shape))
            throw new ArgumentException($"RowDot needs two matrices of one shape, not {Shapes.Text(x.Shape)} and {Shapes.Text(y.Shape)}.");
        if (x.DType != ScalarType.Float32 || y.DType != ScalarType.Float32)
            throw new ArgumentException($"RowDot needs float32, not {x.DType} and {y.DType}.");
        TensorImpl left = Layout.AsContiguous(x), right = Layout.AsContiguous(y);
        TensorImpl result = TensorImpl.Create([x.Shape[0]]);
        RowKernels.Dot(left.Floats, right.Floats, result.Floats);
        if (GradMode.Records(x, y)) result.Record(new RowDotNode(x, y, left, right));
        left.Release();
        right.Release();
        return new Tensor(result);
    }

    private sealed class RowDotNode : Node
    {
        private readonly TensorImpl _left;
        private readonly TensorImpl _right;

        internal RowDotNode(TensorImpl a, TensorImpl b, TensorImpl left, TensorImpl right)
            : base(a, b)
        {
            _left = Save(left);
            _right = Save(right);
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            TensorImpl column = Layout.Reshape(grad, [grad.Count, 1]);
            if (Needs(0)) pass.Give(Edges[0], Binary.ComputeFloat(default(Multiply), column, _right));
            if (Needs(1)) pass.Give(Edges[1], Binary.ComputeFloat(default(Multiply), column, _left));
            column.Release();
        }
    }
}
