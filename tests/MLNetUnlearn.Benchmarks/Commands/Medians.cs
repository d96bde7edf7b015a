namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>The middle of some figures.</summary>
internal static class Medians
{
    public static double Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static double[] Rounded(IEnumerable<double> seconds) => [.. seconds.Select(value => Math.Round(value, 4))];
}
