using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Ops;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Functions of neural networks.</summary>
        public static partial class functional
        {
            /// <summary>The larger of each element and 0. TorchSharp's parameter for working in place is left out.</summary>
            /// <param name="x">float32.</param>
            public static Tensor relu(Tensor x) => x.relu();

            /// <summary>
            /// x times the probability that a standard normal number is below x: (1 + erf(x / sqrt 2)) x / 2 (Hendrycks and Gimpel 2016).
            /// </summary>
            /// <param name="x">float32.</param>
            public static Tensor gelu(Tensor x) => new(Unary.OfInput(default(Gelu), x.Float, default(GeluGradient)));

            /// <summary>log(1 + exp(beta * x)) / beta, and x itself where beta * x exceeds the threshold.</summary>
            /// <param name="x">float32.</param>
            /// <param name="beta">The steepness, greater than 0.</param>
            /// <param name="threshold">Where the function is taken for linear; at most about 17 matters in float32.</param>
            public static Tensor softplus(Tensor x, double beta = 1.0, double threshold = 20.0)
            {
                var function = new ScaledSoftplus((float)beta, (float)threshold);
                return new Tensor(Unary.OfInput(function, x.Float, new ScaledSoftplusGradient((float)beta, (float)threshold)));
            }

            /// <summary>log(1 / (1 + exp(-x))), without overflow.</summary>
            /// <param name="x">float32.</param>
            public static Tensor logsigmoid(Tensor x) => x.log_sigmoid();

            /// <summary>exp(x) divided by its sum along a dimension.</summary>
            /// <param name="input">float32.</param>
            /// <param name="dim">The dimension; negative counts from the end.</param>
            public static Tensor softmax(Tensor input, long dim) => input.softmax(dim);

            /// <summary>The logarithm of the softmax along a dimension.</summary>
            /// <param name="x">float32.</param>
            /// <param name="dim">The dimension; negative counts from the end.</param>
            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>
            /// The binary cross-entropy of logits: softplus(input) - target * input. TorchSharp's weights, which stand before the
            /// reduction in its list of parameters, are left out: name the reduction.
            /// </summary>
            /// <param name="input">Logits.</param>
            /// <param name="target">Probabilities, of the same shape.</param>
            /// <param name="reduction">What to do with the losses of the elements.</param>
            /// <exception cref="ArgumentException">The shapes differ.</exception>
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
                => new(LossOps.BinaryCrossEntropy(input.Impl, target.Impl, reduction));

            /// <summary>
            /// The Kullback-Leibler divergence of the input from the target. Mean is the mean over elements, as in TorchSharp. Unlike
            /// there the shapes must be the same. Mind the default: the target is taken for log-probabilities.
            /// </summary>
            /// <param name="input">Log-probabilities.</param>
            /// <param name="target">Log-probabilities, or probabilities, of the same shape.</param>
            /// <param name="log_target">Whether the target is given as log-probabilities.</param>
            /// <param name="reduction">What to do with the terms of the elements.</param>
            /// <exception cref="ArgumentException">The shapes differ.</exception>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean)
                => new(log_target
                    ? LossOps.DivergenceOfLogs(input.Impl, target.Impl, reduction)
                    : LossOps.DivergenceOfValues(input.Impl, target.Impl, reduction));
        }
    }
}
