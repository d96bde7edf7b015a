namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>What a run's checks remember.</summary>
/// <param name="Lowest">The lowest Hit@10 on the forget set so far; null before the first check.</param>
/// <param name="EpochOfLowest">Its epoch.</param>
internal sealed record StopPositions(double? Lowest, int EpochOfLowest);
