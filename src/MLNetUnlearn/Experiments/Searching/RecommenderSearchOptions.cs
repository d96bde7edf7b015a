using MLNetUnlearn.Experiments.Searching.Dimensions;
using MLNetUnlearn.Options;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>
/// How the best options of a trainer are looked for. The figures of a trial are <c>ndcg@10.validation</c>, <c>recall@10.validation</c> and
/// <c>mrr.validation</c> by full ranking, and its costs; the objective is the first one by default.
/// </summary>
public sealed record RecommenderSearchOptions : SearchOptions
{
    /// <summary>A search by NDCG@10 of the validation items.</summary>
    public RecommenderSearchOptions()
        : base(new SearchObjective(ValidationItems.Ndcg, MetricGoal.Higher))
    {
    }

    /// <summary>n, the length of the windows that are trained on, at least 1. Default 10.</summary>
    public int MaximumLength { get; init; } = 10;

    internal override void Check(OptionProblems problems, IReadOnlyList<SearchDimension> dimensions)
    {
        base.Check(problems, dimensions);
        problems.RequireCount(nameof(MaximumLength), MaximumLength);
    }
}
