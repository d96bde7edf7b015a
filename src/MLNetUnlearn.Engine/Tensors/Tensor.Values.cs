using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;
using MLNetUnlearn.Engine.Utils;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <content>Reading, copying and converting.</content>
    public partial class Tensor
    {
        /// <summary>Access to the elements.</summary>
        /// <typeparam name="T">float, long, int or bool, as the tensor's type.</typeparam>
        /// <exception cref="ArgumentException">The tensor has another type.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ScalarType own = dtype;
            bool fits = own switch
            {
                ScalarType.Float32 => typeof(T) == typeof(float),
                ScalarType.Int64 => typeof(T) == typeof(long),
                ScalarType.Int32 => typeof(T) == typeof(int),
                _ => typeof(T) == typeof(bool),
            };
            if (!fits) throw new ArgumentException($"{typeof(T).Name} is not compatible with {own}.");
            return new TensorAccessor<T>(this);
        }

        /// <summary>The only element.</summary>
        /// <typeparam name="T">float, long, int or bool, as the tensor's type.</typeparam>
        /// <exception cref="ArgumentException">The tensor has another type or not exactly one element.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException($"item() needs one element; the tensor has shape {Shapes.Text(Impl.Shape)}.");
            return data<T>()[0];
        }

        /// <summary>A copy; gradients flow through.</summary>
        public Tensor clone() => new(CopyOps.Clone(Impl));

        /// <summary>
        /// A dense tensor of the same elements: another handle if it is dense already, else a copy. Gradients flow through.
        /// </summary>
        public Tensor contiguous() => Impl.IsContiguous ? new Tensor(Impl.Retain()) : clone();

        /// <summary>Overwrites the elements with those of another tensor, converted to this type and broadcast to this shape.</summary>
        /// <param name="source">The new elements.</param>
        /// <returns>The same tensor.</returns>
        /// <exception cref="InvalidOperationException">
        /// Either takes part in recording; do it within <see cref="no_grad"/>. TorchSharp allows it for tensors that are not leaves.
        /// </exception>
        /// <exception cref="ArgumentException">The shape cannot be broadcast to this one.</exception>
        public Tensor copy_(Tensor source)
        {
            InPlace.Copy(Impl, source.Impl);
            return this;
        }

        /// <summary>
        /// The elements in another type: another handle if it is the same, else a converted copy. No gradients flow through a conversion.
        /// </summary>
        /// <param name="type">The type; fractions are cut off toward zero, everything but zero is true.</param>
        public Tensor to_type(ScalarType type) => type == dtype ? new Tensor(Impl.Retain()) : new Tensor(Casting.To(Impl, type));

        /// <summary>A tensor of the same shape, filled with zeros.</summary>
        /// <param name="dtype">The type, by default the same.</param>
        /// <param name="requires_grad">Whether it collects gradients.</param>
        public Tensor zeros_like(ScalarType? dtype = null, bool requires_grad = false)
            => torch.zeros(Impl.Shape, dtype ?? this.dtype, requires_grad);

        /// <summary>A tensor of the same shape, filled with ones.</summary>
        /// <param name="dtype">The type, by default the same.</param>
        /// <param name="requires_grad">Whether it collects gradients.</param>
        public Tensor ones_like(ScalarType? dtype = null, bool requires_grad = false)
            => torch.ones(Impl.Shape, dtype ?? this.dtype, requires_grad);
    }
}
