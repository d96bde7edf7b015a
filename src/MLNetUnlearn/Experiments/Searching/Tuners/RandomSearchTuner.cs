using MLNetUnlearn.Experiments.Searching.Dimensions;
using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Experiments.Searching.Tuners;

/// <summary>
/// Points at random (Bergstra and Bengio, JMLR 13, 2012). A trial's point is a function of seed and number alone, so a longer search tries
/// the points of a shorter one first.
/// </summary>
public sealed record RandomSearchTuner : SearchTuner
{
    private const ulong Stream = 41UL << 40; // of its own: trainings draw by the same seed

    internal override double[] Propose(
        IReadOnlyList<SearchDimension> dimensions, int trial, IReadOnlyList<SearchObservation> history, int seed) =>
        Point(dimensions.Count, trial, seed);

    /// <summary>A point of a cube.</summary>
    internal static double[] Point(int dimensions, int trial, int seed)
    {
        var random = new CounterRandom(unchecked((ulong)seed), Stream | (uint)trial);
        return [.. Enumerable.Range(0, dimensions).Select(_ => random.NextDouble())];
    }
}
