using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <content>Comparisons. No gradients flow through them.</content>
    public partial class Tensor
    {
        /// <summary>Whether each element is equal to the other tensor's.</summary>
        /// <param name="target">The other tensor.</param>
        /// <returns>bool.</returns>
        public Tensor eq(Tensor target) => new(Comparison.Compare(default(Comparison.IsEqual), Impl, target.Impl));

        /// <summary>Whether each element is equal to a number.</summary>
        /// <param name="target">The number.</param>
        /// <returns>bool.</returns>
        public Tensor eq(Scalar target)
            => WithNumber(target, (own, number) => Comparison.Compare(default(Comparison.IsEqual), own, number));

        /// <summary>Whether each element is at least the other tensor's.</summary>
        /// <param name="target">The other tensor.</param>
        /// <returns>bool.</returns>
        public Tensor ge(Tensor target) => new(Comparison.Compare(default(Comparison.IsGreaterOrEqual), Impl, target.Impl));

        /// <summary>Whether each element is at least a number.</summary>
        /// <param name="target">The number.</param>
        /// <returns>bool.</returns>
        public Tensor ge(Scalar target)
            => WithNumber(target, (own, number) => Comparison.Compare(default(Comparison.IsGreaterOrEqual), own, number));

        /// <summary>Whether each element is greater than the other tensor's.</summary>
        /// <param name="target">The other tensor.</param>
        /// <returns>bool.</returns>
        public Tensor gt(Tensor target) => new(Comparison.Compare(default(Comparison.IsGreater), Impl, target.Impl));

        /// <summary>Whether each element is greater than a number.</summary>
        /// <param name="target">The number.</param>
        /// <returns>bool.</returns>
        public Tensor gt(Scalar target)
            => WithNumber(target, (own, number) => Comparison.Compare(default(Comparison.IsGreater), own, number));

        /// <summary>Whether each element is at most the other tensor's.</summary>
        /// <param name="target">The other tensor.</param>
        /// <returns>bool.</returns>
        public Tensor le(Tensor target) => new(Comparison.Compare(default(Comparison.IsGreaterOrEqual), target.Impl, Impl));

        /// <summary>Whether each element is at most a number.</summary>
        /// <param name="target">The number.</param>
        /// <returns>bool.</returns>
        public Tensor le(Scalar target)
            => WithNumber(target, (own, number) => Comparison.Compare(default(Comparison.IsGreaterOrEqual), number, own));

        /// <summary>Whether each element is less than the other tensor's.</summary>
        /// <param name="target">The other tensor.</param>
        /// <returns>bool.</returns>
        public Tensor lt(Tensor target) => new(Comparison.Compare(default(Comparison.IsGreater), target.Impl, Impl));

        /// <summary>Whether each element is less than a number.</summary>
        /// <param name="target">The number.</param>
        /// <returns>bool.</returns>
        public Tensor lt(Scalar target)
            => WithNumber(target, (own, number) => Comparison.Compare(default(Comparison.IsGreater), number, own));

        /// <summary>Whether each element is neither infinite nor NaN.</summary>
        /// <returns>bool.</returns>
        public Tensor isfinite() => new(Comparison.Test(Impl, float.IsFinite));

        /// <summary>Whether each element is NaN.</summary>
        /// <returns>bool.</returns>
        public Tensor isnan() => new(Comparison.Test(Impl, float.IsNaN));

        /// <summary>Whether all elements are true, or other than 0.</summary>
        /// <returns>bool, without dimensions.</returns>
        public Tensor all()
        {
            TensorImpl flags = Casting.To(Impl, ScalarType.Bool);
            bool result = !flags.Data<bool>().Contains(false);
            flags.Release();
            return torch.tensor(result);
        }

        /// <summary>Whether any element is true, or other than 0.</summary>
        /// <returns>bool, without dimensions.</returns>
        public Tensor any()
        {
            TensorImpl flags = Casting.To(Impl, ScalarType.Bool);
            bool result = flags.Data<bool>().Contains(true);
            flags.Release();
            return torch.tensor(result);
        }
    }
}
