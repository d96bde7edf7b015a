using MLNetUnlearn.Options;

namespace MLNetUnlearn.Evaluation;

/// <summary>At which rank, and among what, three sets of pairs are compared.</summary>
public sealed record TugOfWarOptions : RankedPartitionEvaluationOptions
{
    /// <summary>k of the Hit@k that are compared, at least 1. Default 10.</summary>
    public int Cutoff { get; init; } = 10;

    private protected override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.RequireCount(nameof(Cutoff), Cutoff);
    }
}
