using System.Globalization;

namespace MLNetUnlearn.Reporting;

/// <summary>
/// A mean and half of its 95 % interval by Student's t (Student, <i>The probable error of a mean</i>, Biometrika 6, 1908).
/// </summary>
public sealed class MeanInterval
{
    // The 0.975 quantile for 1, 2, 3 … 30 degrees of freedom; beyond, the last one is on the safe side.
    private static readonly double[] _quantiles =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    private MeanInterval(double[] values)
    {
        Count = values.Length;
        Mean = values.Average();
        if (Count == 1)
            return;
        StandardDeviation = Math.Sqrt(values.Sum(value => (value - Mean) * (value - Mean)) / (Count - 1));
        Half = _quantiles[Math.Min(Count - 1, _quantiles.Length) - 1] * StandardDeviation / Math.Sqrt(Count);
    }

    /// <summary>How many values there are, at least 1.</summary>
    public int Count { get; }

    /// <summary>Their mean, in their unit.</summary>
    public double Mean { get; }

    /// <summary>Their standard deviation, by n − 1, 0 or more; <see langword="null"/> for one value, which has none.</summary>
    public double? StandardDeviation { get; }

    /// <summary>Half of the width of the mean's 95 % interval, 0 or more; <see langword="null"/> for one value, which has none.</summary>
    public double? Half { get; }

    /// <summary>The mean of values.</summary>
    /// <param name="values">Finite values, usually one for each seed.</param>
    /// <returns><see langword="null"/> where there are no values.</returns>
    public static MeanInterval? Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Length == 0 ? null : new(all);
    }

    /// <summary>"0.721 ± 0.004", or the mean alone for one value; thousands have commas.</summary>
    /// <param name="decimals">Digits after the point, 0 or more.</param>
    public string ToText(int decimals) => Half is { } half ? $"{Number(Mean, decimals)} ± {Number(half, decimals)}"
        : Number(Mean, decimals);

    /// <summary>A number with commas and a real minus; 0 has no sign.</summary>
    internal static string Number(double value, int decimals)
    {
        var text = Math.Abs(value).ToString($"N{decimals}", CultureInfo.InvariantCulture);
        return value < 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "−" + text : text;
    }
}
