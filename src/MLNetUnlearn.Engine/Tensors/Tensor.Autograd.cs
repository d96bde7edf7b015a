using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <content>Gradients.</content>
    public partial class Tensor
    {
        /// <summary>Whether gradients flow to or through the tensor. May be set on leaves only.</summary>
        /// <exception cref="ArgumentException">Set to true on a tensor that is not float32.</exception>
        /// <exception cref="InvalidOperationException">Set to false on a tensor that was computed; use <see cref="detach"/>.</exception>
        public bool requires_grad
        {
            get => Impl.RequiresGrad;
            set
            {
                TensorImpl impl = Impl;
                if (value && impl.DType != ScalarType.Float32)
                    throw new ArgumentException($"Only float32 tensors have gradients, not {impl.DType}.");
                if (impl.GradFn is null) impl.IsGradLeaf = value;
                else if (!value)
                    throw new InvalidOperationException("requires_grad can be cleared on leaves only; detach() the tensor instead.");
            }
        }

        /// <summary>Whether the tensor was not computed from tensors that require gradients.</summary>
        public bool is_leaf => Impl.GradFn is null;

        /// <summary>
        /// The gradient a leaf has collected, or null: a new handle each time, which shares the numbers. Setting replaces the gradient by
        /// the tensor's numbers (shared, not copied), or drops it. The gradient of a table of which only rows were looked up is kept as
        /// those rows until it is asked for here; from then on it is as large as the table.
        /// </summary>
        /// <exception cref="ArgumentException">A gradient of another shape or type, or a strided one, is set.</exception>
        public Tensor? grad
        {
            get => GradientSums.InFull(Impl) is { } sum ? new Tensor(sum.Retain()) : null;
            set
            {
                TensorImpl impl = Impl;
                TensorImpl? sum = value?.Impl;
                if (sum is not null) CheckGradient(sum, impl);
                if (sum is { IsContiguous: false }) throw new ArgumentException("A gradient must be contiguous.");
                sum?.Retain();
                GradientSums.Drop(impl);
                impl.Grad = sum;
            }
        }

        /// <summary>Sets <see cref="requires_grad"/>.</summary>
        /// <param name="requires_grad">The new value.</param>
        /// <returns>The same tensor.</returns>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>
        /// Adds the gradient of this tensor of one element to every leaf it was computed from, and frees the graph. Second derivatives
        /// are not recorded.
        /// </summary>
        /// <exception cref="InvalidOperationException">
        /// The tensor requires no gradient, has several elements, was walked backward before, or a value that backward needs has changed
        /// since.
        /// </exception>
        public void backward() => torch.autograd.backward([this]);

        /// <summary>The same numbers, shared, outside the graph.</summary>
        public Tensor detach() => new(Impl.Detached());

        internal static void CheckGradient(TensorImpl grad, TensorImpl tensor)
        {
            if (grad.DType == tensor.DType && Shapes.Same(grad.Shape, tensor.Shape)) return;
            throw new ArgumentException(
                $"A gradient of {grad.DType} {Shapes.Text(grad.Shape)} does not fit {tensor.DType} {Shapes.Text(tensor.Shape)}.");
        }
    }
}
