using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>The recorded operations of two tensors.</summary>
internal static class Arithmetic
{
    internal static TensorImpl Add(TensorImpl left, TensorImpl right)
        => Record(Binary.Compute(new Add(), left, right), left, right, 1);

    internal static TensorImpl Subtract(TensorImpl left, TensorImpl right)
        => Record(Binary.Compute(new Subtract(), left, right), left, right, -1);

    /// <summary>left + factor * right.</summary>
    internal static TensorImpl AddScaled(TensorImpl left, TensorImpl right, float factor)
        => Record(Binary.Compute(new AddScaled(factor), left, right), left, right, factor);

    internal static TensorImpl Multiply(TensorImpl left, TensorImpl right)
    {
        TensorImpl result = Binary.Compute(new Multiply(), left, right);
        return GradMode.Records(left, right) ? result.Record(new MultiplyNode(left, right)) : result;
    }

    internal static TensorImpl Divide(TensorImpl left, TensorImpl right)
    {
        TensorImpl result = Binary.ComputeFloat(new Divide(), left, right);
        return GradMode.Records(left, right) ? result.Record(new DivideNode(left, right)) : result;
    }

    internal static TensorImpl Maximum(TensorImpl left, TensorImpl right)
    {
        TensorImpl result = Binary.Compute(new Maximum(), left, right);
        return GradMode.Records(left, right) ? result.Record(new ExtremumNode(left, right, isMaximum: true)) : result;
    }

    internal static TensorImpl Minimum(TensorImpl left, TensorImpl right)
    {
        TensorImpl result = Binary.Compute(new Minimum(), left, right);
        return GradMode.Records(left, right) ? result.Record(new ExtremumNode(left, right, isMaximum: false)) : result;
    }

    private static TensorImpl Record(TensorImpl result, TensorImpl left, TensorImpl right, float factor)
        => GradMode.Records(left, right) ? result.Record(new AddNode(left, right, factor)) : result;

    private sealed class AddNode(TensorImpl left, TensorImpl right, float factor) : Node(left, right)
    {
        private readonly long[] _left = left.Shape;
        private readonly long[] _right = right.Shape;

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            if (Needs(0)) pass.Give(Edges[0], Reduction.SumTo(grad, _left));
            if (!Needs(1)) return;
            TensorImpl sum = Reduction.SumTo(grad, _right);
            if (factor != 1)
            {
                TensorImpl scaled = Unary.Compute(new Scale(factor), sum);
                sum.Release();
                sum = scaled;
            }
            pass.Give(Edges[1], sum);
        }
    }

    /// <summary>Both operands are needed for one another's gradients.</summary>
    private abstract class ProductNode : Node
    {
        private protected ProductNode(TensorImpl left, TensorImpl right)
            : base(left, right)
        {
            Left = Save(left);
            Right = Save(right);
        }

        private protected TensorImpl Left { get; }

        private protected TensorImpl Right { get; }

        private protected void Give<TOp>(BackwardPass pass, int input, TOp op, TensorImpl grad, TensorImpl other)
            where TOp : struct, IMap2
        {
            if (!Needs(input)) return;
            TensorImpl full = Binary.ComputeFloat(op, grad, other);
            pass.Give(Edges[input], Reduction.SumTo(full, (input == 0 ? Left : Right).Shape));
            full.Release();
        }

        private protected void Give<TOp>(BackwardPass pass, int input, TOp op, TensorImpl grad, TensorImpl first, TensorImpl second)
            where TOp : struct, IMap3
        {
            if (!Needs(input)) return;
            TensorImpl x = Layout.Broadcast(first, grad.Shape), y = Layout.Broadcast(second, grad.Shape);
            TensorImpl full = TensorImpl.Create(grad.Shape);
            Map.Apply(op, grad.Floats, x.Floats, y.Floats, full.Floats);
            x.Release();
            y.Release();
            pass.Give(Edges[input], Reduction.SumTo(full, (input == 0 ? Left : Right).Shape));
            full.Release();
        }
    }

    private sealed class MultiplyNode(TensorImpl left, TensorImpl right) : ProductNode(left, right)
    {
        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            Give(pass, 0, default(Multiply), grad, Right);
            Give(pass, 1, default(Multiply), grad, Left);
        }
    }

    private sealed class DivideNode(TensorImpl left, TensorImpl right) : ProductNode(left, right)
    {
        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            Give(pass, 0, default(Divide), grad, Right);
            Give(pass, 1, default(QuotientGradient), grad, Left, Right);
        }
    }

    private sealed class ExtremumNode(TensorImpl left, TensorImpl right, bool isMaximum) : ProductNode(left, right)
    {
        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            Give(pass, 0, default(LargerGradient), grad, isMaximum ? Left : Right, isMaximum ? Right : Left);
            Give(pass, 1, default(LargerGradient), grad, isMaximum ? Right : Left, isMaximum ? Left : Right);
        }
    }
}
