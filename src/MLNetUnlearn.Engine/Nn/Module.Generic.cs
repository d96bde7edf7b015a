namespace MLNetUnlearn.Engine;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module that computes a result from one input.</summary>
        /// <typeparam name="T">The input.</typeparam>
        /// <typeparam name="TResult">The result.</typeparam>
        public abstract class Module<T, TResult> : Module
        {
            /// <summary>Begins a module in training mode.</summary>
            /// <param name="name">Its name.</param>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>The computation, written by the subclass.</summary>
            /// <param name="input">The input.</param>
            public abstract TResult forward(T input);

            /// <summary>Runs the module. In TorchSharp this also runs hooks, which the engine does not have.</summary>
            /// <param name="input">The input.</param>
            public TResult call(T input) => forward(input);
        }

        /// <summary>A module that computes a result from two inputs.</summary>
        /// <typeparam name="T1">The first input.</typeparam>
        /// <typeparam name="T2">The second input.</typeparam>
        /// <typeparam name="TResult">The result.</typeparam>
        public abstract class Module<T1, T2, TResult> : Module
        {
            /// <summary>Begins a module in training mode.</summary>
            /// <param name="name">Its name.</param>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>The computation, written by the subclass.</summary>
            /// <param name="input1">The first input.</param>
            /// <param name="input2">The second input.</param>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Runs the module. In TorchSharp this also runs hooks, which the engine does not have.</summary>
            /// <param name="input1">The first input.</param>
            /// <param name="input2">The second input.</param>
            public TResult call(T1 input1, T2 input2) => forward(input1, input2);
        }
    }
}
