using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Ops;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <content>
    /// Changes in place. They are not recorded: within recording, no tensor that requires gradients may take part; TorchSharp records
    /// some. All return the same tensor.
    /// </content>
    public partial class Tensor
    {
        /// <summary>Sets every element to 0.</summary>
        /// <exception cref="InvalidOperationException">
        /// The tensor requires gradients and recording is on. So for all changes in place.
        /// </exception>
        public Tensor zero_() => fill_(0);

        /// <summary>Sets every element to a number.</summary>
        /// <param name="value">The number.</param>
        public Tensor fill_(Scalar value)
        {
            InPlace.Fill(Impl, value);
            return this;
        }

        /// <summary>Adds a tensor that can be broadcast to this shape and converted to this type.</summary>
        /// <param name="target">The summand.</param>
        /// <exception cref="ArgumentException">It cannot. So for all changes in place by a tensor.</exception>
        public Tensor add_(Tensor target)
        {
            InPlace.Apply(default(Add), Impl, target.Impl);
            return this;
        }

        /// <summary>Adds a multiple of a tensor.</summary>
        /// <param name="target">The summand.</param>
        /// <param name="alpha">Its factor.</param>
        public Tensor add_(Tensor target, Scalar alpha)
        {
            InPlace.Apply(new AddScaled(Factor(target, alpha)), Impl, target.Impl);
            return this;
        }

        /// <summary>Adds a number; the tensor must be float32.</summary>
        /// <param name="scalar">The number.</param>
        public Tensor add_(Scalar scalar)
        {
            InPlace.Apply(new Shift((float)scalar.Value), Impl);
            return this;
        }

        /// <summary>Subtracts a tensor.</summary>
        /// <param name="target">What to subtract.</param>
        public Tensor sub_(Tensor target)
        {
            InPlace.Apply(default(Subtract), Impl, target.Impl);
            return this;
        }

        /// <summary>Subtracts a number; the tensor must be float32.</summary>
        /// <param name="target">The number.</param>
        public Tensor sub_(Scalar target)
        {
            InPlace.Apply(new Shift((float)-target.Value), Impl);
            return this;
        }

        /// <summary>Multiplies by a tensor.</summary>
        /// <param name="target">The factor.</param>
        public Tensor mul_(Tensor target)
        {
            InPlace.Apply(default(Multiply), Impl, target.Impl);
            return this;
        }

        /// <summary>Multiplies by a number; the tensor must be float32.</summary>
        /// <param name="target">The number.</param>
        public Tensor mul_(Scalar target)
        {
            InPlace.Apply(new Scale((float)target.Value), Impl);
            return this;
        }

        /// <summary>Adds value * tensor1 * tensor2; all must be float32.</summary>
        /// <param name="tensor1">A factor.</param>
        /// <param name="tensor2">A factor.</param>
        /// <param name="value">A factor.</param>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            InPlace.Apply(new AddProduct((float)value.Value), Impl, tensor1.Impl, tensor2.Impl);
            return this;
        }

        /// <summary>Adds value * tensor1 / tensor2; all must be float32.</summary>
        /// <param name="tensor1">The dividend.</param>
        /// <param name="tensor2">The divisor.</param>
        /// <param name="value">A factor.</param>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            InPlace.Apply(new AddQuotient((float)value.Value), Impl, tensor1.Impl, tensor2.Impl);
            return this;
        }
    }
}
