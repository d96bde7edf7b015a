using MLNetUnlearn.Options;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>What the trained attack is tried on, and its classifier: ML.NET's FastTree.</summary>
public sealed record MembershipAttackOptions : PartitionedEvaluationOptions
{
    /// <summary>How many members, and how many non-members, are drawn at most, at least 1. Default 20000: it bounds the time.</summary>
    public int MaximumPairs { get; init; } = 20_000;

    /// <summary>
    /// In how many parts users are split, at least 2; a pair is judged by a classifier trained on the other parts. Default 5. Where there
    /// are members or non-members of fewer users, there are as many parts as users of the fewer.
    /// </summary>
    public int Folds { get; init; } = 5;

    /// <summary>The number of trees, at least 1. Default 100.</summary>
    public int NumberOfTrees { get; init; } = 100;

    /// <summary>The number of leaves of a tree at most, at least 2. Default 4.</summary>
    public int NumberOfLeaves { get; init; } = 4;

    /// <summary>
    /// The least number of pairs of a leaf, at least 1. Default 50. No tree is split, and every AUC is 0.5, where a classifier meets fewer
    /// than twice as many pairs, members and non-members of weight 0 apart: lower it for small forget sets.
    /// </summary>
    public int MinimumExampleCountPerLeaf { get; init; } = 50;

    /// <summary>What a tree adds to the ones before it, above 0. Default 0.1.</summary>
    public double LearningRate { get; init; } = 0.1;

    private protected override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.RequireCount(nameof(MaximumPairs), MaximumPairs);
        problems.Require(Folds >= 2, nameof(Folds), Folds, "at least 2");
        problems.RequireCount(nameof(NumberOfTrees), NumberOfTrees);
        problems.Require(NumberOfLeaves >= 2, nameof(NumberOfLeaves), NumberOfLeaves, "at least 2");
        problems.RequireCount(nameof(MinimumExampleCountPerLeaf), MinimumExampleCountPerLeaf);
        problems.RequirePositive(nameof(LearningRate), LearningRate);
    }
}
