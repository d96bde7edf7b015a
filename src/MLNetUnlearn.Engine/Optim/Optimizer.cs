using MLNetUnlearn.Engine.Autograd;
using MLNetUnlearn.Engine.Modules;

namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <summary>Optimisers.</summary>
    public static partial class optim
    {
        /// <summary>Something with a learning rate that can be changed between steps.</summary>
        public interface ILearningRateController
        {
            /// <summary>The learning rate of the next step.</summary>
            double LearningRate { get; set; }

            /// <summary>The learning rate at the start; schedules build on it.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>
        /// Changes parameters by their gradients. All parameters form one group; TorchSharp allows several. As there, a parameter that is
        /// given twice takes two steps at a time, with one state.
        /// </summary>
        public abstract class Optimizer : IDisposable
        {
            private const int SmallCount = 16 * 1024;
            private const int LeastPerThread = 4;

            private readonly Parameter[] _parameters;
            private readonly int[] _small;
            private readonly int[] _firstPlaces;
            private readonly bool _hasDuplicates;
            private readonly Group _group;

            private protected Optimizer(IEnumerable<Parameter> parameters, double learningRate)
            {
                if (!(learningRate >= 0)) throw new ArgumentException($"Invalid learning rate: {learningRate}");
                _parameters = [.. parameters];
                _small = new int[_parameters.Length];
                _firstPlaces = FirstPlaces(_parameters);
                _hasDuplicates = _parameters.DistinctBy(parameter => parameter.Impl.Storage).Count() < _parameters.Length;
                _group = new Group { LearningRate = learningRate, InitialLearningRate = learningRate };
            }

            /// <summary>The one group of parameters, whose learning rate may be changed.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => [_group];

            private protected IReadOnlyList<Parameter> List => _parameters;

            private protected double LearningRate => _group.LearningRate;

            /// <summary>For each parameter where it was given first: elsewhere than here if it was given more than once.</summary>
            private protected IReadOnlyList<int> FirstPlaceOf => _firstPlaces;

            /// <summary>The parameters in the order in which they were given.</summary>
            public virtual IEnumerable<Parameter> parameters() => _parameters;

            /// <summary>Sets all gradients to zero; they stay allocated.</summary>
            public virtual void zero_grad()
            {
                foreach (Parameter parameter in _parameters) GradientSums.Clear(parameter.Impl);
            }

            /// <summary>Changes all parameters that have gradients.</summary>
            /// <param name="closure">Computes the loss and its gradients again before the step, or null.</param>
            /// <returns>What the closure returned, or null.</returns>
            public virtual Tensor? step(Func<Tensor>? closure = null)
            {
                Tensor? loss = null;
                if (closure is not null)
                {
                    using IDisposable _ = enable_grad();
                    loss = closure();
                }
                int small = 0;
                for (int i = 0; i < _parameters.Length; i++)
                {
                    Tensors.TensorImpl parameter = _parameters[i].Impl;
                    if (parameter is { Grad: null, RowGrad: null }) continue;
                    if (!parameter.IsContiguous) throw new InvalidOperationException("A parameter must be contiguous to be optimised.");
                    // Each too small to be shared out among threads: so they are together, unless two threads would write to one.
                    if (parameter.Count <= SmallCount && parameter.RowGrad is null && !_hasDuplicates) _small[small++] = i;
                    else Change(i);
                }
                Threads.Workers.For(new ChangeJob(this), small, LeastPerThread);
                return loss;
            }

            private static int[] FirstPlaces(Parameter[] parameters)
            {
                var places = new Dictionary<Parameter, int>(ReferenceEqualityComparer.Instance);
                for (int i = 0; i < parameters.Length; i++) places.TryAdd(parameters[i], i);
                return [.. parameters.Select(parameter => places[parameter])];
            }

            private void Change(int index)
            {
                Tensors.TensorImpl parameter = _parameters[index].Impl;
                Update(_firstPlaces[index], parameter);
                parameter.Storage.MarkWritten();
            }

            /// <summary>Frees the optimiser's memory, not the parameters.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees the optimiser's memory.</summary>
            /// <param name="disposing">Always true: there is no finaliser.</param>
            protected abstract void Dispose(bool disposing);

            /// <summary>Changes a parameter, known by its first place, that has a gradient of either kind.</summary>
            private protected abstract void Update(int index, Tensors.TensorImpl parameter);

            /// <summary>The state of an optimiser. TorchSharp's options and references of groups are left out.</summary>
            public sealed class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>One state for each parameter, in the order of <see cref="parameters"/>.</summary>
                public List<OptimizerState> State { get; } = [];
            }

            private readonly struct ChangeJob(Optimizer owner) : Threads.IRangeJob
            {
                public void Run(int from, int to)
                {
                    for (int i = from; i < to; i++) owner.Change(owner._small[i]);
                }
            }

            private sealed class Group : ILearningRateController
            {
                public double LearningRate { get; set; }

                public double InitialLearningRate { get; set; }
            }
        }
    }
}
