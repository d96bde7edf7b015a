using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Modules;

public abstract partial class AdamOptimizer
{
    /// <summary>
    /// What is kept for one parameter: <c>Adam.State</c> and <c>AdamW.State</c>, one class here and two in TorchSharp. The next step goes
    /// on from whatever the fields hold, so copying into them resumes an earlier optimiser.
    /// </summary>
    public sealed class State : OptimizerState, IDisposable
    {
#pragma warning disable CA1051 // TorchSharp has fields here.
        /// <summary>The number of steps taken with a gradient.</summary>
        public long step;

        /// <summary>The decayed mean of gradients; float32 of the parameter's shape, zeros at first.</summary>
        public Tensor exp_avg;

        /// <summary>The decayed mean of squared gradients; as <see cref="exp_avg"/>.</summary>
        public Tensor exp_avg_sq;

        /// <summary>
        /// AMSGrad's largest <see cref="exp_avg_sq"/> so far, else null. Written in place; TorchSharp replaces the tensor at each step.
        /// </summary>
        public Tensor? max_exp_avg_sq;
#pragma warning restore CA1051

        private DeferredAdamRows? _deferred;

        internal State(Parameter parameter, bool amsgrad)
        {
            exp_avg = Zeros(parameter);
            exp_avg_sq = Zeros(parameter);
            max_exp_avg_sq = amsgrad ? Zeros(parameter) : null;
        }

        /// <summary>Frees the tensors.</summary>
        public void Dispose()
        {
            _deferred?.Dispose();
            _deferred = null;
            exp_avg.Dispose();
            exp_avg_sq.Dispose();
            max_exp_avg_sq?.Dispose();
        }

        /// <summary>One step. With decay, a parameter moves even where its gradient is zero.</summary>
        internal void Step(in AdamSettings settings, double learningRate, TensorImpl parameter)
        {
            TensorImpl first = Checked(exp_avg, parameter), second = Checked(exp_avg_sq, parameter);
            TensorImpl? largest = max_exp_avg_sq is null ? null : Checked(max_exp_avg_sq, parameter);
            step++;
            var numbers = new AdamStep(
                (float)settings.Beta1,
                (float)settings.Beta2,
                (float)settings.Eps,
                (float)(learningRate / (1 - Math.Pow(settings.Beta1, step))),
                (float)(1 / Math.Sqrt(1 - Math.Pow(settings.Beta2, step))),
                settings.IsDecoupled ? 0 : (float)settings.WeightDecay,
                settings.IsDecoupled ? (float)(1 - learningRate * settings.WeightDecay) : 1,
                settings.Maximize ? -1 : 1);
            if (parameter.RowGrad is not { } rows)
            {
                Span<float> maxima = largest is null ? default : largest.Floats;
                AdamKernel.Apply(numbers, parameter.Floats, parameter.Grad!.Floats, first.Floats, second.Floats, maxima);
            }
            else if (settings.RowUpdates == RowUpdates.Deferred)
            {
                Deferred(settings, parameter, first, second).Step(numbers, rows, learningRate, step);
            }
            else if (settings.RowUpdates == RowUpdates.Lazy)
            {
                AdamKernel.ApplyToRows(
                    numbers, parameter.Floats, rows.Values, first.Floats, second.Floats, rows.Rows, rows.Columns);
            }
            else
            {
                Span<float> maxima = largest is null ? default : largest.Floats;
                AdamKernel.Apply(
                    numbers, parameter.Floats, rows.Values, first.Floats, second.Floats, maxima, rows.Slots, rows.Columns);
            }
            first.Storage.MarkWritten();
            second.Storage.MarkWritten();
            largest?.Storage.MarkWritten();
        }

        /// <summary>Brings all rows up to date.</summary>
        internal void CatchUp() => _deferred?.CatchUp();

        private static Tensor Zeros(Parameter parameter) => zeros(parameter.Impl.Shape).DetachFromDisposeScope();

        // The fields may hold other tensors than at the last step.
        private DeferredAdamRows Deferred(in AdamSettings settings, TensorImpl parameter, TensorImpl first, TensorImpl second)
        {
            if (_deferred?.IsFor(parameter, first, second) == true) return _deferred;
            _deferred?.Dispose();
            return _deferred = new DeferredAdamRows(parameter, first, second, settings);
        }

        private static TensorImpl Checked(Tensor moment, TensorImpl parameter)
        {
            TensorImpl impl = moment.Impl;
            if (impl.DType != ScalarType.Float32 || !Shapes.Same(impl.Shape, parameter.Shape))
            {
                throw new InvalidOperationException(
                    $"The optimiser's state must be Float32{Shapes.Text(parameter.Shape)} as the parameter, not {moment}.");
            }
            return impl.IsContiguous ? impl : throw new InvalidOperationException("The optimiser's state must be contiguous.");
        }
    }
}
