using MLNetUnlearn.Experiments.Searching.Dimensions;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Experiments.Searching.Tuners;

/// <summary>
/// All combinations of evenly spaced values; those of the last parameter change fastest. The search's <see cref="SearchOptions.Trials"/> must
/// be enough for all of them, and no more are run.
/// </summary>
public sealed record GridSearchTuner : SearchTuner
{
    /// <summary>
    /// Values of each number, both ends of its range among them, evenly spaced (their logarithms where the range is logarithmic), at
    /// least 1, which is the middle. Of a choice, and of a range with fewer whole numbers, all are tried. Default 3.
    /// </summary>
    public int Points { get; init; } = 3;

    internal override int Count(IReadOnlyList<SearchDimension> dimensions, int trials) => (int)Math.Min(All(dimensions), trials);

    internal override double[] Propose(
        IReadOnlyList<SearchDimension> dimensions, int trial, IReadOnlyList<SearchObservation> history, int seed)
    {
        var (point, rest) = (new double[dimensions.Count], trial);
        for (var i = point.Length - 1; i >= 0; i--)
        {
            var places = dimensions[i].Grid(Points);
            point[i] = places[rest % places.Length];
            rest /= places.Length;
        }
        return point;
    }

    internal override void Check(OptionProblems problems, IReadOnlyList<SearchDimension> dimensions, int trials)
    {
        problems.RequireCount(nameof(Points), Points);
        if (Points >= 1 && All(dimensions) is var all && all > trials)
            problems.Require(false, nameof(SearchOptions.Trials), trials, FormattableString.Invariant($"at least {all}, the points of the grid"));
    }

    // More than can be counted is more than can be tried.
    private double All(IReadOnlyList<SearchDimension> dimensions) =>
        dimensions.Aggregate(1.0, (count, dimension) => count * dimension.Grid(Points).Length);
}
