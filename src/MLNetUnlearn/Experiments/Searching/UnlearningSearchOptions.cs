using MLNetUnlearn.Experiments.Searching.Dimensions;
using MLNetUnlearn.Options;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>
/// How the best options of a method are looked for. The figures of a trial are those of the search and its costs; the objective is
/// <c>objective</c> by default, the lower the better: the size of the gap where the model keeps enough, and where it does not
/// 1 + what it lacks, which is worse than any gap (Deb, <i>An efficient constraint handling method for genetic algorithms</i>, 2000).
/// </summary>
public sealed record UnlearningSearchOptions : SearchOptions
{
    /// <summary>A search for the smallest gap among the models that keep enough.</summary>
    public UnlearningSearchOptions()
        : base(new SearchObjective(CalibrationFigures.Objective, MetricGoal.Lower))
    {
    }

    /// <summary>
    /// What a model must keep: its NDCG@10 on validation items as a share of the reference's, 0 or above. Default 0.95.
    /// </summary>
    public double MinimumUtility { get; init; } = 0.95;

    internal override void Check(OptionProblems problems, IReadOnlyList<SearchDimension> dimensions)
    {
        base.Check(problems, dimensions);
        problems.RequireNotNegative(nameof(MinimumUtility), MinimumUtility);
    }
}
