using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Functions of one tensor, element by element. Tensors of other types are converted to float32 first.</summary>
internal static class Unary
{
    /// <summary>The result without a record.</summary>
    internal static TensorImpl Compute<TOp>(TOp op, TensorImpl input)
        where TOp : struct, IMap1
    {
        TensorImpl dense = Casting.To(input, ScalarType.Float32);
        TensorImpl result = TensorImpl.Create(input.Shape);
        Map.Apply(op, dense.Floats, result.Floats);
        dense.Release();
        return result;
    }

    /// <summary>A function whose gradient is a function of the arriving gradient alone.</summary>
    internal static TensorImpl Linear<TOp, TGrad>(TOp op, TensorImpl input, TGrad gradient)
        where TOp : struct, IMap1
        where TGrad : struct, IMap1
    {
        TensorImpl result = Compute(op, input);
        return GradMode.Records(input) ? result.Record(new LinearNode<TGrad>(input, gradient)) : result;
    }

    /// <summary>A function whose gradient follows from the arriving gradient and the input.</summary>
    internal static TensorImpl OfInput<TOp, TGrad>(TOp op, TensorImpl input, TGrad gradient)
        where TOp : struct, IMap1
        where TGrad : struct, IMap2
    {
        TensorImpl result = Compute(op, input);
        return GradMode.Records(input) ? result.Record(new ValueNode<TGrad>(input, null, gradient)) : result;
    }

    /// <summary>A function whose gradient follows from the arriving gradient and the result.</summary>
    internal static TensorImpl OfResult<TOp, TGrad>(TOp op, TensorImpl input, TGrad gradient)
        where TOp : struct, IMap1
        where TGrad : struct, IMap2
    {
        TensorImpl result = Compute(op, input);
        return GradMode.Records(input) ? result.Record(new ValueNode<TGrad>(input, result, gradient)) : result;
    }

    private sealed class LinearNode<TGrad>(TensorImpl input, TGrad gradient) : Node(input)
        where TGrad : struct, IMap1
    {
        private protected override void Backward(TensorImpl grad, BackwardPass pass) => pass.Give(Edges[0], Compute(gradient, grad));
    }

    private sealed class ValueNode<TGrad> : Node
        where TGrad : struct, IMap2
    {
        private readonly TensorImpl _value;
        private readonly TGrad _gradient;

        internal ValueNode(TensorImpl input, TensorImpl? result, TGrad gradient)
            : base(input)
        {
            _value = result is null ? Save(input) : SaveOutput(result);
            _gradient = gradient;
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
            => pass.Give(Edges[0], Binary.ComputeFloat(_gradient, grad, _value));
    }
}
