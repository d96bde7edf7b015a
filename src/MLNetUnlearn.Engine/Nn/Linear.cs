using MLNetUnlearn.Engine.Modules;
using MLNetUnlearn.Engine.Ops;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Modules
{
    /// <summary>x · weightᵀ + bias over the last dimension.</summary>
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        private Parameter _weight;
        private Parameter? _bias;

        internal Linear(long inputSize, long outputSize, bool hasBias)
            : base(nameof(Linear))
        {
            double bound = 1 / Math.Sqrt(Math.Max(inputSize, 1));
            _weight = new Parameter(InitialValues.Uniform(bound, outputSize, inputSize));
            SetParameter("weight", _weight);
            if (!hasBias) return;
            _bias = new Parameter(InitialValues.Uniform(bound, outputSize));
            SetParameter("bias", _bias);
        }

        /// <summary>
        /// outputSize x inputSize. The parameter itself: TorchSharp returns a new handle each time, which may be disposed; do not dispose
        /// this one.
        /// </summary>
        /// <exception cref="ArgumentNullException">Set to null.</exception>
        public Parameter? weight
        {
            get => _weight;
            set
            {
                _weight = value ?? throw new ArgumentNullException(nameof(value), "The weight cannot be null.");
                SetParameter("weight", value);
            }
        }

        /// <summary>outputSize values, or null. The parameter itself, as for <see cref="weight"/>.</summary>
        /// <exception cref="ArgumentNullException">Set to null.</exception>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                _bias = value ?? throw new ArgumentNullException(nameof(value), "The bias cannot be set to null.");
                SetParameter("bias", value);
            }
        }

        /// <summary>Applies the module.</summary>
        /// <param name="tensor">Any shape that ends in inputSize.</param>
        /// <returns>The same shape ending in outputSize.</returns>
        /// <exception cref="ArgumentException">The shape does not fit.</exception>
        public override Tensor forward(Tensor tensor) => new(LinearOp.Apply(tensor.Impl, _weight.Impl, _bias?.Impl));

        /// <inheritdoc/>
        protected override void RegisterComponents()
        {
            // The parameters are registered by the constructor, under names other than their fields'.
        }
    }
}

namespace MLNetUnlearn.Engine
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>
            /// Makes a linear module. Its weights start as a fixed function of their shape, uniform in ±1/sqrt(inputSize): fill them
            /// yourself, for all modules of one shape start the same. TorchSharp draws them from its global generator.
            /// </summary>
            /// <param name="inputSize">The size of the last dimension of inputs.</param>
            /// <param name="outputSize">The size of the last dimension of results.</param>
            /// <param name="hasBias">Whether a bias is added.</param>
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true) => new(inputSize, outputSize, hasBias);

            public static partial class functional
            {
                /// <summary>input · weightsᵀ + bias over the last dimension.</summary>
                /// <param name="input">Any shape that ends in the number of columns of the weights; float32.</param>
                /// <param name="weights">A matrix; float32.</param>
                /// <param name="bias">One value per row of the weights, or null.</param>
                /// <exception cref="ArgumentException">Shapes or types do not fit.</exception>
                public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null)
                    => new(LinearOp.Apply(input.Impl, weights.Impl, bias?.Impl));
            }
        }
    }
}
