using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <content>Functions of every element of a float32 tensor.</content>
    public partial class Tensor
    {
        internal TensorImpl Float
            => dtype == ScalarType.Float32
                ? Impl
                : throw new ArgumentException($"The function needs float32, not {dtype}: convert with to_type.");

        /// <summary>e to the power of each element.</summary>
        /// <exception cref="ArgumentException">
        /// The tensor is not float32. So for all functions of every element; TorchSharp takes integers too, and keeps them in some.
        /// </exception>
        public Tensor exp() => new(Unary.OfResult(default(Exponential), Float, default(Multiply)));

        /// <summary>The natural logarithm; NaN of negative numbers, negative infinity of 0.</summary>
        public Tensor log() => new(Unary.OfInput(default(Logarithm), Float, default(Divide)));

        /// <summary>The square root; NaN of negative numbers.</summary>
        public Tensor sqrt() => new(Unary.OfResult(default(SquareRoot), Float, default(SquareRootGradient)));

        /// <summary>The square.</summary>
        public Tensor square() => new(Unary.OfInput(default(Square), Float, new ScaledProduct(2)));

        /// <summary>A power. Exponents other than 2 go through System.MathF, one element at a time.</summary>
        /// <param name="exponent">The exponent.</param>
        public Tensor pow(Scalar exponent)
            => exponent.Value == 2 ? square() : new Tensor(PowerOp.Apply(Float, (float)exponent.Value));

        /// <summary>One divided by each element.</summary>
        public Tensor reciprocal()
            => new(Unary.OfResult(new Reciprocal(1), Float, default(ReciprocalGradient)));

        /// <summary>The absolute value; its gradient at 0 is 0.</summary>
        public Tensor abs() => new(Unary.OfInput(default(Absolute), Float, default(AbsoluteGradient)));

        /// <summary>1 / (1 + exp(-x)).</summary>
        public Tensor sigmoid() => new(Unary.OfResult(default(Sigmoid), Float, default(SigmoidGradient)));

        /// <summary>The hyperbolic tangent.</summary>
        public Tensor tanh() => new(Unary.OfResult(default(Tanh), Float, default(TanhGradient)));

        /// <summary>The larger of each element and 0; its gradient at 0 is 0.</summary>
        public Tensor relu() => new(Unary.OfResult(default(Relu), Float, default(ReluGradient)));

        /// <summary>log(1 / (1 + exp(-x))), without overflow.</summary>
        public Tensor log_sigmoid() => new(Unary.OfInput(default(LogSigmoid), Float, default(LogSigmoidGradient)));

        /// <summary>Each element limited to a range; outside of it the gradient is 0.</summary>
        /// <param name="min">The least value, or null for no limit.</param>
        /// <param name="max">The largest value, or null for no limit.</param>
        /// <exception cref="ArgumentException">Neither limit is given.</exception>
        public Tensor clamp(Scalar? min = null, Scalar? max = null)
        {
            if (min is null && max is null) throw new ArgumentException("clamp needs a limit.");
            float low = (float)(min?.Value ?? double.NegativeInfinity), high = (float)(max?.Value ?? double.PositiveInfinity);
            return new Tensor(Unary.OfInput(new Clamp(low, high), Float, new ClampGradient(low, high)));
        }

        /// <summary>This tensor where a condition holds, else another.</summary>
        /// <param name="condition">bool.</param>
        /// <param name="y">What to take where the condition does not hold.</param>
        /// <exception cref="ArgumentException">The condition is not bool, or the shapes cannot be broadcast to one another.</exception>
        public Tensor where(Tensor condition, Tensor y) => new(Comparison.Where(condition.Impl, Impl, y.Impl));
    }
}
