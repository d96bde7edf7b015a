using MLNetUnlearn.Engine.Modules;
using MLNetUnlearn.Engine.Ops;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Modules
{
    /// <summary>A table of vectors, looked up by index.</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly long _padding;
        private Parameter _weight;

        internal Embedding(long count, long width, long? padding)
            : base(nameof(Embedding))
        {
            if (padding is { } given && (given < -count || given >= count))
                throw new ArgumentOutOfRangeException(nameof(padding), given, $"The padding index must lie within the {count} rows.");
            _padding = padding is null ? -1 : padding.Value < 0 ? padding.Value + count : padding.Value;
            Tensor values = InitialValues.Normal(count, width);
            if (_padding >= 0)
            {
                using Tensor row = values.narrow(0, _padding, 1);
                row.zero_();
            }
            _weight = new Parameter(values);
            SetParameter("weight", _weight);
        }

        /// <summary>
        /// One row per index. The parameter itself: TorchSharp returns a new handle each time, which may be disposed; do not dispose this
        /// one.
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

        /// <summary>Looks up rows.</summary>
        /// <param name="input">int64 or int32 of any shape.</param>
        /// <returns>The shape of the input with the width of a row added at the end.</returns>
        /// <exception cref="ArgumentException">The input is not integral.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index lies outside the table.</exception>
        public override Tensor forward(Tensor input) => new(IndexOps.Embed(_weight.Impl, input.Impl, _padding));

        /// <inheritdoc/>
        protected override void RegisterComponents()
        {
            // The parameter is registered by the constructor, under a name other than its field's.
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
            /// Makes an embedding. Its rows start as a fixed function of the shape, normally distributed, that of the padding index as
            /// zeros; TorchSharp draws them from its global generator. TorchSharp's further parameters (norms, frequencies, sparse
            /// gradients) are left out.
            /// </summary>
            /// <param name="num_embeddings">The number of rows.</param>
            /// <param name="embedding_dims">The width of a row.</param>
            /// <param name="padding_idx">A row that never gets a gradient, or null; negative counts from the end.</param>
            /// <exception cref="ArgumentOutOfRangeException">The padding index is not a row.</exception>
            public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null)
                => new(num_embeddings, embedding_dims, padding_idx);
        }
    }
}
