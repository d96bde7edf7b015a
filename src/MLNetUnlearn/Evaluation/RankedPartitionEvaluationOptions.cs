using MLNetUnlearn.Options;

namespace MLNetUnlearn.Evaluation;

/// <summary>Whole sequences after PartitionForgetRemain, and among what their items are ranked.</summary>
public abstract record RankedPartitionEvaluationOptions : PartitionedEvaluationOptions
{
    private protected RankedPartitionEvaluationOptions()
    {
    }

    /// <summary>
    /// How many uniform random items, none of them the user's, each item is ranked among, at least 1; <see langword="null"/>, the default:
    /// the whole catalogue without the items of the context. See <see cref="RankingEvaluationOptions.Negatives"/>.
    /// </summary>
    public int? Negatives { get; init; }

    private protected override void Check(OptionProblems problems)
    {
        base.Check(problems);
        if (Negatives is { } negatives)
            problems.RequireCount(nameof(Negatives), negatives);
    }
}
