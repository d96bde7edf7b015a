namespace MLNetUnlearn.Engine;

public static partial class torch
{
    /// <summary>Modules and functions of neural networks.</summary>
    public static partial class nn
    {
        /// <summary>What a loss does with the losses of the elements.</summary>
        public enum Reduction : long
        {
            /// <summary>It returns them.</summary>
            None = 0,

            /// <summary>It returns their mean.</summary>
            Mean = 1,

            /// <summary>It returns their sum.</summary>
            Sum = 2,
        }
    }
}
