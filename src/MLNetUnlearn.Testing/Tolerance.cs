using System.Globalization;

namespace MLNetUnlearn.Testing;

/// <summary>How far a metric may be from its baseline, below it and above it.</summary>
/// <remarks>
/// Immutable. The band's ends are allowed. They are rounded to six significant digits, as metrics are, so that what a message shows is
/// what was compared.
/// </remarks>
public sealed record Tolerance
{
    /// <summary>A band with ends of its own.</summary>
    /// <param name="below">How far below the baseline is allowed, 0 or above; <see langword="null"/>: any distance.</param>
    /// <param name="above">How far above the baseline is allowed, 0 or above; <see langword="null"/>: any distance.</param>
    /// <param name="isRelative">
    /// Whether both are shares of the baseline's absolute value (0.05 is 5 %); <see langword="false"/>, the default: in units of the
    /// metric.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An end is negative or not finite, or there is none.</exception>
    public Tolerance(double? below, double? above, bool isRelative = false)
    {
        if (below is null && above is null)
            throw new ArgumentOutOfRangeException(nameof(below), "A tolerance needs an end: below, above or both.");
        Require(below, nameof(below));
        Require(above, nameof(above));
        (Below, Above, IsRelative) = (below, above, isRelative);
    }

    /// <summary>How far below the baseline is allowed; <see langword="null"/>: any distance.</summary>
    public double? Below { get; }

    /// <summary>How far above the baseline is allowed; <see langword="null"/>: any distance.</summary>
    public double? Above { get; }

    /// <summary>Whether the distances are shares of the baseline's absolute value.</summary>
    public bool IsRelative { get; }

    /// <summary>Up to a distance on either side.</summary>
    /// <param name="distance">In units of the metric, 0 or above.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative or not finite.</exception>
    public static Tolerance Absolute(double distance) => new(distance, distance);

    /// <summary>Up to a share of the baseline on either side.</summary>
    /// <param name="share">0 or above; 0.05 is 5 %.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is negative or not finite.</exception>
    public static Tolerance Relative(double share) => new(share, share, isRelative: true);

    /// <summary>For metrics that should be high: up to a distance below the baseline, and any distance above it.</summary>
    /// <param name="distance">In units of the metric, 0 or above.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative or not finite.</exception>
    public static Tolerance NotLower(double distance) => new(distance, null);

    /// <summary>For metrics that should be low: up to a distance above the baseline, and any distance below it.</summary>
    /// <param name="distance">In units of the metric, 0 or above.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative or not finite.</exception>
    public static Tolerance NotHigher(double distance) => new(null, distance);

    private static void Require(double? end, string name)
    {
        if (end is { } value && !(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, string.Create(
                CultureInfo.InvariantCulture, $"{name} is {value}; it must be a finite number, 0 or above, or null."));
        }
    }
}
