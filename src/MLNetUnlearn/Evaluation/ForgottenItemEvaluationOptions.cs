using MLNetUnlearn.Options;

namespace MLNetUnlearn.Evaluation;

/// <summary>Which items count as largely forgotten, and among what they are ranked.</summary>
public sealed record ForgottenItemEvaluationOptions : RankedPartitionEvaluationOptions
{
    /// <summary>The share of an item's training occurrences that must have been forgotten, in (0, 1]. Default 0.5.</summary>
    public double MinimumForgottenShare { get; init; } = 0.5;

    private protected override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.Require(
            MinimumForgottenShare is > 0 and <= 1, nameof(MinimumForgottenShare), MinimumForgottenShare, "above 0 and at most 1");
    }
}
