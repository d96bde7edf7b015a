namespace MLNetUnlearn.Experiments.Searching;

/// <summary>Which of several things no other beats.</summary>
internal static class ParetoSet
{
    /// <summary>The places of the losses that no other are as low as everywhere and lower somewhere; equal ones stay together.</summary>
    public static IEnumerable<int> Of(IReadOnlyList<double[]> losses) =>
        Enumerable.Range(0, losses.Count).Where(one => !losses.Any(other => Beats(other, losses[one])));

    private static bool Beats(double[] one, double[] other) =>
        one.Zip(other).All(pair => pair.First <= pair.Second) && one.Zip(other).Any(pair => pair.First < pair.Second);
}
