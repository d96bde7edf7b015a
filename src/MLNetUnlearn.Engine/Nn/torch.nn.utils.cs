using MLNetUnlearn.Engine.Modules;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Helpers for training.</summary>
        public static partial class utils
        {
            /// <summary>
            /// Scales the gradients of all parameters by one factor, so that their norm, taken as one vector, is at most a bound: the
            /// factor is min(1, max_norm / (norm + 1e-6)). Parameters without gradients are passed over.
            /// </summary>
            /// <param name="tensors">The parameters.</param>
            /// <param name="max_norm">The bound.</param>
            /// <param name="norm_type">2, 1 or infinity; TorchSharp takes others too.</param>
            /// <returns>The norm before scaling.</returns>
            /// <exception cref="NotSupportedException">Another norm.</exception>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                TensorImpl[] leaves = [.. tensors.Select(parameter => parameter.Impl)];
                double norm = GradientNorm.Of(leaves, norm_type);
                double factor = max_norm / (norm + 1e-6);
                if (factor >= 1) return norm;
                foreach (TensorImpl leaf in leaves) GradientNorm.Scale(leaf, (float)factor);
                return norm;
            }
        }
    }
}
