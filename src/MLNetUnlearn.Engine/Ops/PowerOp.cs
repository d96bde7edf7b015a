using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Powers with any exponent.</summary>
internal static class PowerOp
{
    internal static TensorImpl Apply(TensorImpl input, float exponent)
    {
        TensorImpl x = Casting.To(input, ScalarType.Float32);
        TensorImpl result = TensorImpl.Create(input.Shape);
        ReadOnlySpan<float> from = x.Floats;
        Span<float> to = result.Floats;
        for (int i = 0; i < to.Length; i++) to[i] = MathF.Pow(from[i], exponent);
        if (GradMode.Records(input)) result.Record(new PowerNode(input, x, exponent));
        x.Release();
        return result;
    }

    private sealed class PowerNode : Node
    {
        private readonly TensorImpl _input;
        private readonly float _exponent;

        internal PowerNode(TensorImpl input, TensorImpl dense, float exponent)
            : base(input)
        {
            _input = Save(dense);
            _exponent = exponent;
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            TensorImpl result = TensorImpl.Create(_input.Shape);
            ReadOnlySpan<float> x = _input.Floats, g = grad.Floats;
            Span<float> to = result.Floats;
            // The derivative of a constant is 0 even where x to the power of -1 is not finite.
            for (int i = 0; i < to.Length; i++) to[i] = _exponent == 0 ? 0 : g[i] * _exponent * MathF.Pow(x[i], _exponent - 1);
            pass.Give(Edges[0], result);
        }
    }
}
