using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>input · weightᵀ + bias over the last dimension.</summary>
internal static class LinearOp
{
    internal static TensorImpl Apply(TensorImpl input, TensorImpl weight, TensorImpl? bias)
    {
        if (input.DType != ScalarType.Float32 || weight.DType != ScalarType.Float32)
            throw new ArgumentException($"linear needs float32, not {input.DType} and {weight.DType}.");
        if (weight.Rank != 2 || input.Rank == 0 || input.Shape[^1] != weight.Shape[1])
        {
            throw new ArgumentException(
                $"An input of shape {Shapes.Text(input.Shape)} does not fit a weight of shape {Shapes.Text(weight.Shape)}.");
        }
        if (bias is not null && (bias.Rank != 1 || bias.Shape[0] != weight.Shape[0]))
        {
            throw new ArgumentException(
                $"A bias of shape {Shapes.Text(bias.Shape)} does not fit a weight of shape {Shapes.Text(weight.Shape)}.");
        }
        TensorImpl x = Layout.AsContiguous(input), w = Layout.AsContiguous(weight);
        int n = (int)w.Shape[0], k = (int)w.Shape[1], m = x.Count / Math.Max(k, 1);
        TensorImpl result = TensorImpl.Create(n == k ? input.Shape : [.. input.Shape[..^1], n]);
        TensorImpl? b = bias is null ? null : Layout.AsContiguous(bias);
        Span<float> added = b is null ? default : b.Floats;
        if (IsSparse(x, SparseGemm.RowsFrom, n)) SparseGemm.Rows(x.Floats, w.Floats, true, added, result.Floats, n, k, false);
        else Gemm.Linear(x.Floats, w.Floats, added, result.Floats, m, n, k);
        b?.Release();
        if (GradMode.Records(input, weight, bias)) result.Record(new LinearNode(input, weight, bias, x, w));
        x.Release();
        w.Release();
        return result;
    }

    private static bool IsSparse(TensorImpl operand, double from, int columns)
        => operand.Storage.ZeroShare >= from && SparseGemm.Fits(columns);

    // target (+)= gradᵀ · input, stepping over the zeros of either where there are many.
    private static void ForWeight(TensorImpl grad, TensorImpl input, TensorImpl target, int n, int k, int m, bool adds)
    {
        if (IsSparse(grad, SparseGemm.ColumnsFrom, k))
        {
            SparseGemm.Columns(grad.Floats, input.Floats, target.Floats, k, n, adds);
        }
        else if (IsSparse(input, SparseGemm.ColumnsFrom, n))
        {
            TensorImpl turned = TensorImpl.Create([k, n]);
            SparseGemm.Columns(input.Floats, grad.Floats, turned.Floats, n, k, false);
            RowKernels.Transposed(turned.Floats, k, n, target.Floats, adds);
            turned.Release();
        }
        else
        {
            Gemm.Multiply(grad.Floats, true, input.Floats, false, target.Floats, n, k, m, adds);
        }
    }

    private sealed class LinearNode : Node
    {
        private readonly TensorImpl _input;
        private readonly TensorImpl _weight;
        private readonly long[] _inputShape;

        internal LinearNode(TensorImpl input, TensorImpl weight, TensorImpl? bias, TensorImpl denseInput, TensorImpl denseWeight)
            : base(input, weight, bias)
        {
            _inputShape = input.Shape;
            _input = Save(denseInput);
            _weight = Save(denseWeight);
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            int n = (int)_weight.Shape[0], k = (int)_weight.Shape[1], m = _input.Count / Math.Max(k, 1);
            if (Needs(0))
            {
                TensorImpl target = pass.Begin(Edges[0], _inputShape, out bool adds);
                if (IsSparse(grad, SparseGemm.RowsFrom, k))
                    SparseGemm.Rows(grad.Floats, _weight.Floats, false, default, target.Floats, k, n, adds);
                else
                    Gemm.Multiply(grad.Floats, false, _weight.Floats, false, target.Floats, m, k, n, adds);
                pass.End(Edges[0], target, adds);
            }
            if (Needs(1))
            {
                TensorImpl target = pass.Begin(Edges[1], _weight.Shape, out bool adds);
                ForWeight(grad, _input, target, n, k, m, adds);
                pass.End(Edges[1], target, adds);
            }
            if (!Needs(2)) return;
            TensorImpl sums = TensorImpl.Create([n]);
            SumKernels.Middle(grad.Floats, 1, m, n, sums.Floats);
            pass.Give(Edges[2], sums);
        }
    }
}
