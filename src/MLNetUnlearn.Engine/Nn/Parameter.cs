using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Modules
{
    /// <summary>A tensor that a module learns: assigned to a field of a module, it becomes one of the module's parameters.</summary>
    public sealed class Parameter : Tensor
    {
        /// <summary>Takes over a tensor's numbers; the tensor itself becomes invalid.</summary>
        /// <param name="data">A tensor that was not computed within recording.</param>
        /// <param name="requires_grad">Whether it collects gradients.</param>
        /// <exception cref="InvalidOperationException">
        /// The tensor was computed within recording; TorchSharp takes it and never trains it.
        /// </exception>
        public Parameter(Tensor data, bool requires_grad = true)
            : base(Leaf(data))
        {
            this.requires_grad = requires_grad;
            data.Take();
        }

        private static Tensors.TensorImpl Leaf(Tensor data)
            => data.is_leaf ? data.Impl : throw new InvalidOperationException("A parameter must be a leaf: detach() the tensor first.");
    }
}

namespace MLNetUnlearn.Engine
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Takes over a tensor's numbers as a parameter; the tensor itself becomes invalid.</summary>
            /// <param name="data">A tensor that was not computed within recording.</param>
            /// <param name="requires_grad">Whether it collects gradients.</param>
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
