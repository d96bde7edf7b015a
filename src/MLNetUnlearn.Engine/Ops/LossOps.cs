using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Ops;

/// <summary>Losses of an input and a target of the same shape, each with its gradient in one pass.</summary>
internal static class LossOps
{
    /// <summary>Binary cross-entropy of logits.</summary>
    internal static TensorImpl BinaryCrossEntropy(TensorImpl input, TensorImpl target, nn.Reduction reduction)
        => Apply(default(CrossEntropy), default(CrossEntropyGradient), default(CrossEntropyTargetGradient), input, target, reduction);

    /// <summary>Kullback-Leibler divergence of log-probabilities from a target given as log-probabilities.</summary>
    internal static TensorImpl DivergenceOfLogs(TensorImpl input, TensorImpl target, nn.Reduction reduction)
        => Apply(default(LogDivergence), default(LogDivergenceGradient), default(LogDivergenceTargetGradient), input, target, reduction);

    /// <summary>Kullback-Leibler divergence of log-probabilities from a target given as probabilities.</summary>
    internal static TensorImpl DivergenceOfValues(TensorImpl input, TensorImpl target, nn.Reduction reduction)
        => Apply(default(Divergence), default(DivergenceGradient), default(DivergenceTargetGradient), input, target, reduction);

    private static TensorImpl Apply<TLoss, TInput, TTarget>(
        TLoss loss, TInput inputGradient, TTarget targetGradient, TensorImpl input, TensorImpl target, nn.Reduction reduction)
        where TLoss : struct, IMap2
        where TInput : struct, IMap3
        where TTarget : struct, IMap3
    {
        if (!Shapes.Same(input.Shape, target.Shape))
            throw new ArgumentException($"The input has the shape {Shapes.Text(input.Shape)}, the target {Shapes.Text(target.Shape)}.");
        TensorImpl losses = Binary.ComputeFloat(loss, input, target);
        TensorImpl result = losses;
        if (reduction != nn.Reduction.None)
        {
            double sum = SumKernels.Total(losses.Floats);
            result = Layout.Scalar(reduction == nn.Reduction.Mean ? sum / losses.Count : sum);
            losses.Release();
        }
        if (!GradMode.Records(input, target)) return result;
        float scale = reduction == nn.Reduction.Mean ? 1f / input.Count : 1;
        return result.Record(new LossNode<TInput, TTarget>(input, target, inputGradient, targetGradient, scale));
    }

    private sealed class LossNode<TInput, TTarget> : Node
        where TInput : struct, IMap3
        where TTarget : struct, IMap3
    {
        private readonly TensorImpl _input;
        private readonly TensorImpl _target;
        private readonly TInput _inputGradient;
        private readonly TTarget _targetGradient;
        private readonly float _scale;

        internal LossNode(TensorImpl input, TensorImpl target, TInput inputGradient, TTarget targetGradient, float scale)
            : base(input, target)
        {
            _input = Save(input);
            _target = Save(target);
            _inputGradient = inputGradient;
            _targetGradient = targetGradient;
            _scale = scale;
        }

        private protected override void Backward(TensorImpl grad, BackwardPass pass)
        {
            TensorImpl scaled = Unary.Compute(new Scale(_scale), grad);
            TensorImpl each = Layout.Broadcast(scaled, _input.Shape);
            TensorImpl x = Casting.To(_input, ScalarType.Float32), y = Casting.To(_target, ScalarType.Float32);
            if (Needs(0)) pass.Give(Edges[0], Gradient(_inputGradient, each, x, y));
            if (Needs(1)) pass.Give(Edges[1], Gradient(_targetGradient, each, x, y));
            scaled.Release();
            each.Release();
            x.Release();
            y.Release();
        }

        private static TensorImpl Gradient<TOp>(TOp op, TensorImpl grad, TensorImpl x, TensorImpl y)
            where TOp : struct, IMap3
        {
            TensorImpl result = TensorImpl.Create(x.Shape);
            Map.Apply(op, grad.Floats, x.Floats, y.Floats, result.Floats);
            return result;
        }
    }
}
