namespace MLNetUnlearn.Recommenders.Training;

/// <summary>Where a training stands, beside weights and optimiser. Random numbers are functions of epoch and step.</summary>
/// <param name="Epoch">Epochs done.</param>
/// <param name="Step">Gradient steps done.</param>
/// <param name="BestScore">The best validation so far; null before the first.</param>
/// <param name="BestEpoch">Its epoch, 0 before the first.</param>
internal sealed record TrainingPositions(int Epoch, long Step, double? BestScore, int BestEpoch);
