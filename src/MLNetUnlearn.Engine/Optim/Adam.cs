using MLNetUnlearn.Engine.Modules;

namespace MLNetUnlearn.Engine.Modules
{
    /// <summary>
    /// Adam: steps by the mean of gradients over the root of the mean of their squares, both corrected for their start at zero.
    /// </summary>
    public sealed class Adam : AdamOptimizer
    {
        internal Adam(
            IEnumerable<Parameter> parameters, double lr, double beta1, double beta2, double eps, double decay, bool amsgrad, bool maximize)
            : base(parameters, lr, new AdamSettings(beta1, beta2, eps, decay, false, amsgrad, maximize))
        {
        }

        internal Adam(IEnumerable<Parameter> parameters, RowUpdates updates, double lr, double beta1, double beta2, double eps)
            : base(parameters, lr, new AdamSettings(beta1, beta2, eps, 0, false, false, false, OrDense(updates, beta1, beta2)))
        {
        }

        // Deferred rows need the closed form.
        private static RowUpdates OrDense(RowUpdates updates, double beta1, double beta2)
            => updates == RowUpdates.Deferred && !AdamDrift.Holds(beta1, beta2) ? RowUpdates.Dense : updates;
    }
}

namespace MLNetUnlearn.Engine
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>
            /// Adam: steps by the mean of gradients over the root of the mean of their squares, both corrected for their start at zero.
            /// </summary>
            /// <param name="parameters">What to optimise.</param>
            /// <param name="lr">The learning rate, at least 0.</param>
            /// <param name="beta1">The decay of the mean of gradients, 0 to less than 1.</param>
            /// <param name="beta2">The decay of the mean of squared gradients, 0 to less than 1.</param>
            /// <param name="eps">Added to the root of the mean of squares, at least 0.</param>
            /// <param name="weight_decay">Added to the gradient times the parameter, at least 0.</param>
            /// <param name="amsgrad">Whether to divide by the largest mean of squares so far.</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            /// <exception cref="ArgumentException">A setting is out of range.</exception>
            public static Adam Adam(
                IEnumerable<Parameter> parameters,
                double lr = 1e-3,
                double beta1 = 0.9,
                double beta2 = 0.999,
                double eps = 1e-8,
                double weight_decay = 0,
                bool amsgrad = false,
                bool maximize = false)
                => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
