using MLNetUnlearn.Engine.Modules;
using static MLNetUnlearn.Engine.torch;

namespace MLNetUnlearn.Engine.Modules
{
    /// <summary>
    /// Dropout with a stream of its own: the n-th call in training uses <see cref="SeededOps.Dropout"/> with seed n. TorchSharp draws
    /// from its global generator; where masks matter, call SeededOps with seeds of your own.
    /// </summary>
    public sealed class Dropout : nn.Module<Tensor, Tensor>
    {
        private readonly double _p;
        private long _calls;

        internal Dropout(double p)
            : base(nameof(Dropout))
        {
            SeededOps.CheckProbability(p);
            _p = p;
        }

        /// <summary>Drops elements in training; in evaluation returns another handle to the input.</summary>
        /// <param name="tensor">float32.</param>
        public override Tensor forward(Tensor tensor) => SeededOps.Dropout(tensor, training ? _p : 0, training ? ++_calls : 0);
    }
}

namespace MLNetUnlearn.Engine
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Makes a dropout. TorchSharp's parameter for working in place is left out.</summary>
            /// <param name="p">The probability of dropping an element, 0 to 1.</param>
            /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not in 0..1.</exception>
            public static Dropout Dropout(double p = 0.5) => new(p);
        }
    }
}
