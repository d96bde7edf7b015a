namespace Microsoft.ML.Trainers.FastTree;

public sealed partial class FastTreeBinaryTrainer
{
    /// <summary>The options of <see cref="FastTreeBinaryTrainer"/>.</summary>
    public sealed class Options : BoostedTreeOptions
    {
        /// <summary>Options with their defaults.</summary>
        public Options()
        {
        }

        /// <summary>Whether both classes count the same, however many rows they have. Default false.</summary>
        public bool UnbalancedSets;
    }
}
