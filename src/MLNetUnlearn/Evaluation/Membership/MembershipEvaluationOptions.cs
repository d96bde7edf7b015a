using MLNetUnlearn.Options;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>What an attack by score thresholds is tried on.</summary>
public sealed record MembershipEvaluationOptions : PartitionedEvaluationOptions
{
    /// <summary>How many members, and how many non-members, are drawn at most, at least 1. Default 20000: it bounds the time.</summary>
    public int MaximumPairs { get; init; } = 20_000;

    private protected override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.RequireCount(nameof(MaximumPairs), MaximumPairs);
    }
}
