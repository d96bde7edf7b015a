using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <content>Arithmetic. Operands are broadcast to one another and converted to the wider type (bool, int32, int64, float32).</content>
    public partial class Tensor
    {
        /// <summary>The sum.</summary>
        /// <param name="target">The other summand.</param>
        /// <exception cref="ArgumentException">
        /// The shapes cannot be broadcast to one another. So for all operations of two tensors.
        /// </exception>
        public Tensor add(Tensor target) => new(Arithmetic.Add(Impl, target.Impl));

        /// <summary>This tensor plus a multiple of another.</summary>
        /// <param name="target">The other summand.</param>
        /// <param name="alpha">Its factor.</param>
        /// <exception cref="ArgumentException">Both tensors are integral, but the factor is not.</exception>
        public Tensor add(Tensor target, Scalar alpha) => new(Arithmetic.AddScaled(Impl, target.Impl, Factor(target, alpha)));

        /// <summary>The sum with a number.</summary>
        /// <param name="scalar">The number.</param>
        public Tensor add(Scalar scalar) => IsFloatWith(scalar)
            ? new Tensor(Unary.Linear(new Shift((float)scalar.Value), Impl, default(Identity)))
            : WithNumber(scalar, Arithmetic.Add);

        /// <summary>The difference.</summary>
        /// <param name="target">What to subtract.</param>
        public Tensor sub(Tensor target) => new(Arithmetic.Subtract(Impl, target.Impl));

        /// <summary>The difference with a number.</summary>
        /// <param name="target">What to subtract.</param>
        public Tensor sub(Scalar target) => IsFloatWith(target)
            ? new Tensor(Unary.Linear(new Shift((float)-target.Value), Impl, default(Identity)))
            : WithNumber(target, Arithmetic.Subtract);

        /// <summary>The product, element by element.</summary>
        /// <param name="target">The other factor.</param>
        public Tensor mul(Tensor target) => new(Arithmetic.Multiply(Impl, target.Impl));

        /// <summary>The product with a number.</summary>
        /// <param name="target">The number.</param>
        public Tensor mul(Scalar target)
        {
            if (!IsFloatWith(target)) return WithNumber(target, Arithmetic.Multiply);
            var scale = new Scale((float)target.Value);
            return new Tensor(Unary.Linear(scale, Impl, scale));
        }

        /// <summary>The quotient, element by element, in float32. TorchSharp's parameter for rounding is left out.</summary>
        /// <param name="target">The divisor.</param>
        public Tensor div(Tensor target) => new(Arithmetic.Divide(Impl, target.Impl));

        /// <summary>The quotient with a number, in float32.</summary>
        /// <param name="target">The divisor.</param>
        public Tensor div(Scalar target)
        {
            var scale = new Scale((float)(1 / target.Value));
            return new Tensor(Unary.Linear(new DividedBy((float)target.Value), Impl, scale));
        }

        /// <summary>The negative.</summary>
        public Tensor neg() => mul(-1);

        /// <summary>The larger of each pair of elements; where they are equal, each gets half the gradient.</summary>
        /// <param name="other">The other tensor.</param>
        public Tensor maximum(Tensor other) => new(Arithmetic.Maximum(Impl, other.Impl));

        /// <summary>The smaller of each pair of elements; where they are equal, each gets half the gradient.</summary>
        /// <param name="other">The other tensor.</param>
        public Tensor minimum(Tensor other) => new(Arithmetic.Minimum(Impl, other.Impl));

        // Integers times a fraction would be cut off without a word.
        private float Factor(Tensor target, Scalar alpha)
            => alpha.IsIntegral || Casting.Promote(dtype, target.dtype) == ScalarType.Float32
                ? (float)alpha.Value
                : throw new ArgumentException($"A factor of {alpha.Value} does not fit tensors of integers.");

        private bool IsFloatWith(Scalar number) => Casting.Promote(dtype, number) == ScalarType.Float32;

        private Tensor WithNumber(Scalar number, Func<TensorImpl, TensorImpl, TensorImpl> operation)
        {
            TensorImpl operand = Factory.Full(Shapes.Scalar, number, Casting.Promote(dtype, number));
            var result = new Tensor(operation(Impl, operand));
            operand.Release();
            return result;
        }
    }
}
