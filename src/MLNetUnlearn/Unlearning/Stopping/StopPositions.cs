namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>What a run's checks remember.</summary>
/// <param name="Lowest">The lowest Hit@10 on the forget set so far; null before the first check.</param>
/// <param name="EpochOfLowest">Its epoch.</param>
/// <param name="FirstControl">Hit@10 on control pairs at the first check; null before it.</param>
internal sealed record StopPositions(double? Lowest, int EpochOfLowest, double? FirstControl);
