using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

// What both overloads of the catalog agree on.
internal static class TreeDefaults
{
    public const int NumberOfTrees = 100;
    public const int NumberOfLeaves = 20;
    public const int MinimumExampleCountPerLeaf = 10;
    public const double LearningRate = 0.2;
}

/// <summary>The base of the options of trainers of trees. Not open to others.</summary>
public abstract class TreeOptions : TrainerInputBaseWithWeight
{
    /// <summary>The number of threads, at least 1; if null, that of the processors. Default null.</summary>
    public int? NumberOfThreads;

    /// <summary>The seed of <see cref="FeatureFractionPerSplit"/> and of the bags. Default 123.</summary>
    public int Seed = 123;

    /// <summary>The seed of <see cref="FeatureFraction"/>. Default 123.</summary>
    public int FeatureSelectionSeed = 123;

    /// <summary>The greatest number of bins for the values of a feature, at least 2 unless they are equal. Default 255.</summary>
    public int MaximumBinCountPerFeature = 255;

    /// <summary>The greatest number of leaves of a tree, at least 2. Default 20.</summary>
    public int NumberOfLeaves = TreeDefaults.NumberOfLeaves;

    /// <summary>The smallest number of rows in a leaf. Default 10.</summary>
    public int MinimumExampleCountPerLeaf = TreeDefaults.MinimumExampleCountPerLeaf;

    /// <summary>The number of trees, at least 1. Default 100.</summary>
    public int NumberOfTrees = TreeDefaults.NumberOfTrees;

    /// <summary>The fraction of the features that a tree may split on, in [0, 1]. Default 1.</summary>
    public double FeatureFraction = 1;

    /// <summary>How many trees share a random bag of rows, a divisor of <see cref="NumberOfTrees"/>; 0: no bags. Default 0.</summary>
    public int BaggingSize;

    /// <summary>The fraction of the rows in each bag, in [0, 1]. Default 0.7.</summary>
    public double BaggingExampleFraction = 0.7;

    /// <summary>The probability with which a split takes a better feature instead of an earlier one, in [0, 1]. Default 1.</summary>
    public double FeatureFractionPerSplit = 1;

    private protected TreeOptions()
    {
    }

    internal void Check()
    {
        Contracts.CheckParam(NumberOfThreads is null or > 0, nameof(NumberOfThreads), "Must be positive.");
        Contracts.CheckParam(NumberOfLeaves >= 2, nameof(NumberOfLeaves), "Must be at least 2.");
        Contracts.CheckParam(FeatureFraction is >= 0 and <= 1, nameof(FeatureFraction), "Must be between 0 and 1.");
        Contracts.CheckParam(FeatureFractionPerSplit is >= 0 and <= 1, nameof(FeatureFractionPerSplit), "Must be between 0 and 1.");
        Contracts.CheckParam(MaximumBinCountPerFeature > 0, nameof(MaximumBinCountPerFeature), "Must be positive.");
        Contracts.CheckParam(NumberOfTrees > 0, nameof(NumberOfTrees), "Must be positive.");
        Contracts.CheckParam(BaggingSize >= 0, nameof(BaggingSize), "Must be at least 0.");
        Contracts.CheckParam(BaggingExampleFraction is >= 0 and <= 1, nameof(BaggingExampleFraction), "Must be between 0 and 1.");
        Contracts.Check(BaggingSize == 0 || NumberOfTrees % BaggingSize == 0,
            $"The number of trees ({NumberOfTrees}) must be a multiple of the size of a bag ({BaggingSize}).");
    }
}

/// <summary>The base of the options of trainers of boosted trees. Not open to others.</summary>
public abstract class BoostedTreeOptions : TreeOptions
{
    /// <summary>What the step of each tree is multiplied by. Default 0.2.</summary>
    public double LearningRate = TreeDefaults.LearningRate;

    private protected BoostedTreeOptions()
    {
    }
}
