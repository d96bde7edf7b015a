using System.Globalization;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>A mean and the half width of its 95 % interval by Student's t.</summary>
internal static class Interval
{
    // The 0.975 quantile for 1, 2, 3 … degrees of freedom; beyond, the last one is on the safe side.
    private static readonly double[] Quantiles = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

    /// <summary>"0.721 ± 0.004", the mean alone where there is one value, a dash where there is none.</summary>
    public static string Text(IEnumerable<double> figures, int decimals)
    {
        double[] values = [.. figures.Where(value => !double.IsNaN(value))];
        if (values.Length == 0)
            return "–";
        var mean = values.Average();
        var text = mean.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        if (values.Length == 1)
            return text;
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        var half = Quantiles[Math.Min(values.Length - 1, Quantiles.Length) - 1] * deviation / Math.Sqrt(values.Length);
        return $"{text} ± {half.ToString($"F{decimals}", CultureInfo.InvariantCulture)}";
    }
}
