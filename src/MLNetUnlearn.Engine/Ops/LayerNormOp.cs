using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Layer normalisation over the last dimensions.</summary>
internal static class LayerNormOp
{
    internal static TensorImpl Apply(TensorImpl input, long[] normalized, TensorImpl? weight, TensorImpl? bias, double eps)
    {
        if (input.DType != ScalarType.Float32) throw new ArgumentException($"layer_norm needs float32, not {input.DType}.");
        int lead = input.Rank - normalized.Length;
        if (normalized.Length == 0 || lead < 0 || !Shapes.Same(input.Shape.AsSpan(lead), normalized))
        {
            throw new ArgumentException(
                $"An input of shape {Shapes.Text(input.Shape)} does not end in the shape {Shapes.Text(normalized)}.");
        }
        Check(weight, normalized);
        Check(bias, normalized);
        TensorImpl x = Layout.AsContiguous(input);
        int rows = Shapes.Product(input.Shape, 0, lead);
        TensorImpl result = TensorImpl.Create(input.Shape), statistics = TensorImpl.Create([rows, 2]);
        TensorImpl? w = weight is null ? null : Layout.AsContiguous(weight), b = bias is null ? null : Layout.AsContiguous(bias);
        LayerNormKernels.Forward(x.Floats, Values(w), Values(b), (float)eps, result.Floats, statistics.Floats);
        if (GradMode.Records(input, weight, bias)) result.Record(new LayerNormNode(input, weight, bias, x, w, statistics));
        x.Release();
        statistics.Release();
        w?.Release();
        b?.Release();
        return result;
    }

    private static Span<float> Values(TensorImpl? tensor) => tensor is null ? default : tensor.Floats;

    private static void Check(TensorImpl? parameter, long[] normalized)
    {
        if (parameter is not null && !Shapes.Same(parameter.Shape, normalized))
        {
            throw new ArgumentException(
                $"A parameter of shape {Shapes.Text(parameter.Shape)} does not fit the shape {Shapes.Text(normalized)}.");
        }
    }

    private sealed class LayerNormNode : Node
    {
        private readonly TensorImpl _input;
        private readonly TensorImpl? _weight;
        private readonly TensorImpl _statistics;
        private readonly long[] _parameterShape;

        internal LayerNormNode(
            TensorImpl input, TensorImpl? weight, TensorImpl? bias, TensorImpl denseInput, TensorImpl? denseWeight, TensorImpl statistics)
            : base(input, weight, bias)
        {
            _input = Save(denseInput);
            _weight = denseWeight is null ? null : Save(denseWeight);
            _statistics = Save(statistics);
            _parameterShape = weight?.Shape ?? bias?.Shape ?? Shapes.Scalar;
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            bool adds = false;
            TensorImpl? forInput = Needs(0) ? pass.Begin(Edges[0], _input.Shape, out adds) : null;
            TensorImpl? forWeight = Needs(1) ? TensorImpl.Create(_parameterShape) : null;
            TensorImpl? forBias = Needs(2) ? TensorImpl.Create(_parameterShape) : null;
            LayerNormKernels.Backward(
                grad.Floats, _input.Floats, Values(_weight), _statistics.Floats, Values(forInput), adds, Values(forWeight),
                Values(forBias));
            if (forInput is not null) pass.End(Edges[0], forInput, adds);
            if (forWeight is not null) pass.Give(Edges[1], forWeight);
            if (forBias is not null) pass.Give(Edges[2], forBias);
        }
    }
}
