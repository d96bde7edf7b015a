namespace MLNetUnlearn.Costs;

/// <summary>What it took to make a model.</summary>
/// <param name="Seconds">Wall seconds from the call to the finished model: reading the view, scoring, checks and all.</param>
/// <param name="Steps">
/// Gradient steps, 0 or more, as told to the recorder; <see langword="null"/> where nobody told it. Steps that an interrupted run took
/// before it went on from a checkpoint are among them, the time that they took is not.
/// </param>
/// <param name="RemainingRows">
/// Remaining windows that the steps used, each as often as it was; likewise. Of a training all windows are remaining ones.
/// </param>
/// <param name="PeakBytes">
/// The largest working set that was seen: the physical memory of the whole process, with what it held before, shared libraries and garbage
/// not yet collected. It is looked at every few milliseconds, so a shorter peak can be missed.
/// </param>
public sealed record UnlearningCost(double Seconds, long? Steps, long? RemainingRows, long PeakBytes)
{
    /// <summary>Nothing yet, to begin a sum with.</summary>
    internal static UnlearningCost Zero { get; } = new(0, null, null, 0);

    /// <summary>What two runs took, one after the other: sums, and the higher peak.</summary>
    internal UnlearningCost Plus(UnlearningCost next) => new(
        Seconds + next.Seconds, Sum(Steps, next.Steps), Sum(RemainingRows, next.RemainingRows), Math.Max(PeakBytes, next.PeakBytes));

    /// <summary>The seconds as a share of another model's, usually of retraining; above 0, below 1 is faster.</summary>
    /// <param name="reference">What the other model took.</param>
    /// <exception cref="ArgumentOutOfRangeException">The other's seconds are not above 0.</exception>
    public double RatioTo(UnlearningCost reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reference.Seconds, nameof(reference));
        return Seconds / reference.Seconds;
    }

    private static long? Sum(long? one, long? other) => one is null || other is null ? one ?? other : one + other;
}
