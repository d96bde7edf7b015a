using MLNetUnlearn.Experiments.Searching.Dimensions;
using MLNetUnlearn.Options;
using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Experiments.Searching.Tuners;

/// <summary>
/// The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio, Kégl, NIPS 2011): two densities are fitted to the trials so far, one
/// to the best of them and one to the others, and of values drawn from the first that one is tried whose ratio of the two is highest, each
/// parameter by itself. Of a choice one value is drawn, by the first density: the highest ratio would soon be that of an early favourite
/// alone. After the trials at random a point is a function of seed and history.
/// </summary>
public sealed record TpeTuner : SearchTuner
{
    private const ulong Stream = 42UL << 40;

    /// <summary>Trials at random before the first that looks at the others, at least 1. Default 10.</summary>
    public int StartupTrials { get; init; } = 10;

    /// <summary>Values drawn for each number, at least 1. Default 24.</summary>
    public int Candidates { get; init; } = 24;

    /// <summary>γ, the share of trials that are the best, above 0 and below 1. Default 0.15, as in the paper.</summary>
    public double BestShare { get; init; } = 0.15;

    internal override double[] Propose(
        IReadOnlyList<SearchDimension> dimensions, int trial, IReadOnlyList<SearchObservation> history, int seed)
    {
        var ordered = history.OrderBy(one => one.Loss ?? double.PositiveInfinity).ThenBy(one => one.Trial).ToArray();
        var best = Math.Min((int)Math.Ceiling(BestShare * ordered.Length), ordered.Count(one => one.Loss is not null));
        if (trial < StartupTrials || best == 0)
            return RandomSearchTuner.Point(dimensions.Count, trial, seed);
        var random = new CounterRandom(unchecked((ulong)seed), Stream | (uint)trial);
        return [.. dimensions.Select((dimension, i) => Value(
            Density(dimension, ordered[..best], i), Density(dimension, ordered[best..], i), dimension.Choices is null ? Candidates : 1, random))];
    }

    internal override void Check(OptionProblems problems, IReadOnlyList<SearchDimension> dimensions, int trials)
    {
        problems.RequireCount(nameof(StartupTrials), StartupTrials).RequireCount(nameof(Candidates), Candidates);
        problems.Require(BestShare is > 0 and < 1, nameof(BestShare), BestShare, "above 0 and below 1");
    }

    private static double Value(PlaceDensity good, PlaceDensity others, int candidates, CounterRandom random)
    {
        var (value, highest) = (0.0, double.NegativeInfinity);
        for (var i = 0; i < candidates; i++)
        {
            var place = good.Draw(random);
            var ratio = good.At(place) / others.At(place);
            if (ratio > highest)
                (value, highest) = (place, ratio);
        }
        return value;
    }

    private static PlaceDensity Density(SearchDimension dimension, IEnumerable<SearchObservation> trials, int parameter)
    {
        double[] places = [.. trials.Select(one => one.Point[parameter])];
        return dimension.Choices is { } choices ? new ChoiceDensity(places, choices) : new ParzenDensity(places);
    }
}
