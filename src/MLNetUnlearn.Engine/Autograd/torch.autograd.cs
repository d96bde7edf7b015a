using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Tensors;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <summary>Switches recording off on this thread until the result is disposed. Say <c>using var _ = torch.no_grad();</c></summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Switches recording on (or off) on this thread until the result is disposed.</summary>
    /// <param name="enabled">Whether to record.</param>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Whether operations on this thread are recorded.</summary>
    public static bool is_grad_enabled() => GradMode.IsEnabled;

    /// <summary>Gradients of several tensors at once, or for chosen tensors.</summary>
    public static partial class autograd
    {
        /// <summary>Adds the gradient of the sum of the tensors to every leaf they were computed from.</summary>
        /// <param name="tensors">What to differentiate.</param>
        /// <param name="grad_tensors">
        /// The gradient each tensor starts with; null, or null within, stands for 1 at tensors of one element.
        /// </param>
        /// <param name="retain_graph">Whether the graph can be walked again; null stands for no.</param>
        /// <param name="create_graph">Must be false: second derivatives are not recorded, unlike in TorchSharp.</param>
        /// <exception cref="NotSupportedException"><paramref name="create_graph"/> is true.</exception>
        /// <exception cref="InvalidOperationException">As for <see cref="Tensor.backward()"/>.</exception>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false)
        {
            CheckFirstOrder(create_graph);
            BackwardPass.Run(Outputs(tensors), Starts(tensors, grad_tensors), retain_graph ?? false);
        }

        /// <summary>
        /// The gradients of the sum of the outputs for the inputs; the gradients the leaves have collected stay as they are.
        /// </summary>
        /// <param name="outputs">What to differentiate.</param>
        /// <param name="inputs">For what: leaves or tensors computed on the way.</param>
        /// <param name="grad_outputs">
        /// The gradient each output starts with; null, or null within, stands for 1 at tensors of one element.
        /// </param>
        /// <param name="retain_graph">Whether the graph can be walked again.</param>
        /// <param name="create_graph">Must be false: second derivatives are not recorded, unlike in TorchSharp.</param>
        /// <param name="allow_unused">
        /// Whether an input may have no part in the outputs. Its gradient is then zero here; TorchSharp gives an invalid tensor.
        /// </param>
        /// <returns>One gradient per input.</returns>
        /// <exception cref="NotSupportedException"><paramref name="create_graph"/> is true.</exception>
        /// <exception cref="InvalidOperationException">
        /// As for <see cref="Tensor.backward()"/>, or an input requires no gradient, or had no part and that was not allowed.
        /// </exception>
        public static IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false)
        {
            CheckFirstOrder(create_graph);
            TensorImpl?[] gradients = BackwardPass.Gradients(
                Outputs(outputs), Starts(outputs, grad_outputs), Outputs(inputs), retain_graph);
            var result = new List<Tensor>(gradients.Length);
            for (int i = 0; i < gradients.Length; i++)
            {
                if (gradients[i] is null && !allow_unused)
                    throw new InvalidOperationException($"Input {i} had no part in the outputs; say allow_unused: true if that may be.");
                result.Add(new Tensor(gradients[i] ?? TensorImpl.Zeros(ScalarType.Float32, inputs[i].Impl.Shape)));
            }
            return result;
        }

        private static void CheckFirstOrder(bool create_graph)
        {
            if (create_graph) throw new NotSupportedException("The engine records no second derivatives: create_graph must be false.");
        }

        private static TensorImpl[] Outputs(IList<Tensor> tensors)
        {
            var result = new TensorImpl[tensors.Count];
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = tensors[i].Impl;
                if (!result[i].RequiresGrad) throw new InvalidOperationException($"Tensor {i} does not require a gradient.");
            }
            return result;
        }

        private static TensorImpl?[] Starts(IList<Tensor> tensors, IList<Tensor>? grads)
        {
            if (grads is not null && grads.Count != tensors.Count)
                throw new ArgumentException($"There are {tensors.Count} tensors but {grads.Count} gradients.");
            var result = new TensorImpl?[tensors.Count];
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = grads?[i]?.Impl;
                if (result[i] is { } grad) Tensor.CheckGradient(grad, tensors[i].Impl);
            }
            return result;
        }
    }
}
