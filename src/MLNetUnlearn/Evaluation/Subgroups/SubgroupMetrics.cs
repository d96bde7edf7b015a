namespace MLNetUnlearn.Evaluation.Subgroups;

/// <summary>
/// A model beside a retrained one for some of the users or items: a mean over all can hide that a few paid for the others' forgetting.
/// </summary>
public sealed class SubgroupMetrics
{
    internal SubgroupMetrics(
        string name, SequentialRankingMetrics model, SequentialRankingMetrics retrained, ForgettingMetrics? forgetting)
    {
        (Name, Model, Retrained, Forgetting) = (name, model, retrained, forgetting);
    }

    /// <summary>Whom or what the subgroup holds, for example "items: rare".</summary>
    public string Name { get; }

    /// <summary>The number of test pairs; where it is 0, the figures of these are 0 too and say nothing.</summary>
    public int Count => Model.Count;

    /// <summary>The judged model on the subgroup's test pairs.</summary>
    public SequentialRankingMetrics Model { get; }

    /// <summary>The retrained model on the same pairs.</summary>
    public SequentialRankingMetrics Retrained { get; }

    /// <summary>Both models on the subgroup's forgotten pairs; <see langword="null"/> where it has none.</summary>
    public ForgettingMetrics? Forgetting { get; }
}
