using MLNetUnlearn.Engine.Modules;
using MLNetUnlearn.Engine.Ops;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Modules
{
    /// <summary>Shifts and scales the last dimensions to mean 0 and variance 1, then by learned factors and summands.</summary>
    public sealed class LayerNorm : nn.Module<Tensor, Tensor>
    {
        private readonly long[] _shape;
        private readonly double _eps;
        private Parameter? _weight;
        private Parameter? _bias;

        internal LayerNorm(long[] shape, double eps, bool affine, bool bias)
            : base(nameof(LayerNorm))
        {
            _shape = (long[])shape.Clone();
            _eps = eps;
            // Taken out of the open scope, as TorchSharp does here (and not for Linear and Embedding).
            if (affine) weight = Detached(ones(shape));
            if (affine && bias) this.bias = Detached(zeros(shape));
        }

        /// <summary>The factors; there are none if the module was made without.</summary>
        /// <exception cref="ArgumentNullException">Set to null.</exception>
        public Parameter weight
        {
            get => _weight!;
            set
            {
                ArgumentNullException.ThrowIfNull(value);
                if (!ReferenceEquals(value, _weight)) _weight?.Dispose();
                _weight = value;
                SetParameter("weight", value);
            }
        }

        /// <summary>The summands, or null.</summary>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                if (!ReferenceEquals(value, _bias)) _bias?.Dispose();
                _bias = value;
                SetParameter("bias", value);
            }
        }

        /// <summary>Applies the module.</summary>
        /// <param name="tensor">float32, of a shape that ends in the normalised one.</param>
        /// <returns>The same shape.</returns>
        /// <exception cref="ArgumentException">The shape does not fit.</exception>
        public override Tensor forward(Tensor tensor)
            => new(LayerNormOp.Apply(tensor.Impl, _shape, _weight?.Impl, _bias?.Impl, _eps));

        /// <inheritdoc/>
        protected override void RegisterComponents()
        {
            // The parameters are registered by their properties, under names other than their fields'.
        }

        private static Parameter Detached(Tensor data)
        {
            var parameter = new Parameter(data);
            parameter.DetachFromDisposeScope();
            return parameter;
        }
    }
}

namespace MLNetUnlearn.Engine
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Makes a layer normalisation of the last dimension.</summary>
            /// <param name="normalized_shape">Its size.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="elementwise_affine">Whether there are learned factors, starting at 1.</param>
            /// <param name="bias">Whether, with factors, there are also learned summands, starting at 0.</param>
            public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true)
                => new([normalized_shape], eps, elementwise_affine, bias);

            /// <summary>Makes a layer normalisation of the last dimensions.</summary>
            /// <param name="normalized_shape">Their sizes.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="elementwise_affine">Whether there are learned factors, starting at 1.</param>
            /// <param name="bias">Whether, with factors, there are also learned summands, starting at 0.</param>
            public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true)
                => new(normalized_shape, eps, elementwise_affine, bias);

            public static partial class functional
            {
                /// <summary>Shifts and scales the last dimensions to mean 0 and variance 1, then by factors and summands.</summary>
                /// <param name="input">float32, of a shape that ends in the normalised one.</param>
                /// <param name="normalized_shape">The sizes of the dimensions that are normalised together.</param>
                /// <param name="weight">Factors of that shape, or null for 1.</param>
                /// <param name="bias">Summands of that shape, or null for 0.</param>
                /// <param name="eps">Added to the variance.</param>
                /// <exception cref="ArgumentException">A shape does not fit.</exception>
                public static Tensor layer_norm(
                    Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
                    => new(LayerNormOp.Apply(input.Impl, normalized_shape, weight?.Impl, bias?.Impl, eps));
            }
        }
    }
}
