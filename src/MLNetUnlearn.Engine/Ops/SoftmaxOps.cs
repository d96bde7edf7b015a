using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Softmax and its kin along one dimension. The kernels work on the last; another one is swapped there and back.</summary>
internal static class SoftmaxOps
{
    internal static TensorImpl Softmax(TensorImpl input, long dim, bool log)
    {
        int axis = Shapes.Axis(dim, input.Rank);
        if (input.Rank > 0 && axis != input.Rank - 1)
        {
            TensorImpl swapped = ShapeOps.Transpose(input, axis, -1);
            TensorImpl inner = Softmax(swapped, -1, log);
            TensorImpl back = ShapeOps.Transpose(inner, axis, -1);
            swapped.Release();
            inner.Release();
            return back;
        }
        TensorImpl x = Casting.To(input, torch.ScalarType.Float32);
        TensorImpl result = TensorImpl.Create(input.Shape);
        (int rows, int columns) = Sizes(x);
        SoftmaxKernels.Forward(x.Floats, rows, columns, log, result.Floats);
        x.Release();
        return GradMode.Records(input) ? result.Record(new SoftmaxNode(input, result, log)) : result;
    }

    internal static TensorImpl LogSumExp(TensorImpl input, long dim, bool keepdim)
    {
        int axis = Shapes.Axis(dim, input.Rank);
        TensorImpl swapped = input.Rank == 0 ? input.Retain() : ShapeOps.Transpose(input, axis, -1);
        TensorImpl x = Casting.To(swapped, torch.ScalarType.Float32);
        (int rows, int columns) = Sizes(x);
        TensorImpl sums = TensorImpl.Create(x.Rank == 0 ? Shapes.Scalar : Shapes.With(x.Shape, x.Rank - 1, 1));
        SoftmaxKernels.LogSumExp(x.Floats, rows, columns, sums.Floats);
        x.Release();
        if (GradMode.Records(swapped)) sums.Record(new LogSumExpNode(swapped, sums));
        TensorImpl kept = input.Rank == 0 ? sums.Retain() : ShapeOps.Transpose(sums, axis, -1);
        TensorImpl result = keepdim || input.Rank == 0 ? kept.Retain() : ShapeOps.Squeeze(kept, axis);
        kept.Release();
        sums.Release();
        swapped.Release();
        return result;
    }

    private static (int Rows, int Columns) Sizes(TensorImpl x)
    {
        int columns = x.Rank == 0 ? 1 : (int)x.Shape[^1];
        return (x.Rank == 0 ? 1 : Shapes.Product(x.Shape, 0, x.Rank - 1), columns);
    }

    private sealed class SoftmaxNode : Node
    {
        private readonly TensorImpl _result;
        private readonly bool _log;

        internal SoftmaxNode(TensorImpl input, TensorImpl result, bool log)
            : base(input)
        {
            _result = SaveOutput(result);
            _log = log;
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            TensorImpl result = TensorImpl.Create(_result.Shape);
            (int rows, int columns) = Sizes(_result);
            SoftmaxKernels.Backward(grad.Floats, _result.Floats, rows, columns, _log, result.Floats);
            pass.Give(Edges[0], result);
        }
    }

    private sealed class LogSumExpNode : Node
    {
        private readonly TensorImpl _input;
        private readonly TensorImpl _result;

        internal LogSumExpNode(TensorImpl input, TensorImpl result)
            : base(input)
        {
            _input = Save(input);
            _result = SaveOutput(result);
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            TensorImpl shifted = Binary.ComputeFloat(default(Subtract), _input, _result);
            Map.Apply(default(Exponential), shifted.Floats, shifted.Floats);
            pass.Give(Edges[0], Binary.ComputeFloat(default(Multiply), shifted, grad));
            shifted.Release();
        }
    }
}
