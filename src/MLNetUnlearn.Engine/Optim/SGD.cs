using MLNetUnlearn.Engine.Kernels;
using MLNetUnlearn.Engine.Modules;
using MLNetUnlearn.Engine.Ops;
using MLNetUnlearn.Engine.Tensors;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Modules
{
    /// <summary>Stochastic gradient descent, with momentum if wanted.</summary>
    public sealed class SGD : optim.Optimizer
    {
        private readonly double _momentum;
        private readonly double _dampening;
        private readonly double _decay;
        private readonly bool _nesterov;
        private readonly bool _maximize;
        private readonly TensorImpl?[] _velocities;

        internal SGD(
            IEnumerable<Parameter> parameters, double lr, double momentum, double dampening, double decay, bool nesterov, bool maximize)
            : base(parameters, lr)
        {
            if (!(momentum >= 0)) throw new ArgumentException($"Invalid momentum value: {momentum}");
            if (!(decay >= 0)) throw new ArgumentException($"Invalid weight_decay value: {decay}");
            if (nesterov && (momentum <= 0 || dampening != 0))
                throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
            (_momentum, _dampening, _decay, _nesterov, _maximize) = (momentum, dampening, decay, nesterov, maximize);
            _velocities = new TensorImpl?[List.Count];
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            for (int i = 0; i < _velocities.Length; i++)
            {
                _velocities[i]?.Release();
                _velocities[i] = null;
            }
        }

        private protected override void Update(int index, TensorImpl parameter)
        {
            if (parameter.RowGrad is { } rows && _momentum == 0 && _decay == 0)
            {
                rows.AddTo(parameter.Floats, (float)(_maximize ? LearningRate : -LearningRate));
                return;
            }
            TensorImpl direction = parameter.RowGrad?.InFull() ?? Layout.Copy(parameter.Grad!);
            if (_decay != 0) AddTo(direction, parameter, _decay);
            if (_momentum != 0) ApplyMomentum(index, direction);
            AddTo(parameter, direction, _maximize ? LearningRate : -LearningRate);
            direction.Release();
        }

        private void ApplyMomentum(int index, TensorImpl direction)
        {
            if (_velocities[index] is { } velocity)
            {
                Map.Apply(new Scale((float)_momentum), velocity.Floats, velocity.Floats);
                AddTo(velocity, direction, 1 - _dampening);
            }
            else
            {
                // The first step starts from the gradient itself, without dampening.
                velocity = Layout.Copy(direction);
                _velocities[index] = velocity;
            }
            if (_nesterov) AddTo(direction, velocity, _momentum);
            else Layout.CopyTo(velocity, direction);
        }

        private static void AddTo(TensorImpl target, TensorImpl other, double factor)
            => Map.Apply(new AddScaled((float)factor), target.Floats, other.Floats, target.Floats);
    }
}

namespace MLNetUnlearn.Engine
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Stochastic gradient descent, with momentum if wanted.</summary>
            /// <param name="parameters">What to optimise.</param>
            /// <param name="learningRate">The learning rate, at least 0.</param>
            /// <param name="momentum">How much of the last step goes into the next, at least 0.</param>
            /// <param name="dampening">How much less of the gradient goes into the momentum.</param>
            /// <param name="weight_decay">Added to the gradient times the parameter, at least 0.</param>
            /// <param name="nesterov">Whether to look ahead along the momentum; needs one, and no dampening.</param>
            /// <param name="maximize">Whether to climb instead of descend.</param>
            /// <exception cref="ArgumentException">A setting is out of range.</exception>
            public static SGD SGD(
                IEnumerable<Parameter> parameters,
                double learningRate,
                double momentum = 0,
                double dampening = 0,
                double weight_decay = 0,
                bool nesterov = false,
                bool maximize = false)
                => new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
