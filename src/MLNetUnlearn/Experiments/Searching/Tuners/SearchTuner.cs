using MLNetUnlearn.Experiments.Searching.Dimensions;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Experiments.Searching.Tuners;

/// <summary>Which point of a search space is tried next.</summary>
public abstract record SearchTuner
{
    private protected SearchTuner()
    {
    }

    /// <summary>How many points are tried.</summary>
    /// <param name="dimensions">The space.</param>
    /// <param name="trials">How many may be.</param>
    internal virtual int Count(IReadOnlyList<SearchDimension> dimensions, int trials) => trials;

    /// <summary>The places of a trial's values: a function of the seed, the trial's number and what came before, and of nothing else.</summary>
    /// <param name="dimensions">The space.</param>
    /// <param name="trial">The trial's number, from 0.</param>
    /// <param name="history">The trials before it, in order.</param>
    /// <param name="seed">The search's seed.</param>
    internal abstract double[] Propose(
        IReadOnlyList<SearchDimension> dimensions, int trial, IReadOnlyList<SearchObservation> history, int seed);

    internal virtual void Check(OptionProblems problems, IReadOnlyList<SearchDimension> dimensions, int trials)
    {
    }
}
