namespace MLNetUnlearn.Recommenders;

/// <summary>How far a training has come, after an epoch.</summary>
/// <param name="Epoch">Epochs done, from 1.</param>
/// <param name="Epochs">Epochs at most.</param>
/// <param name="Step">Gradient steps done.</param>
/// <param name="Loss">The mean loss of the epoch's steps, in nats per target.</param>
/// <param name="BestValidationNdcg">
/// The best NDCG@10 on validation so far, 0 to 1, by the protocol of <see cref="RecommenderOptions.ValidationNegatives"/>;
/// <see langword="null"/> before the first validation, and where there are no validation items.
/// </param>
/// <param name="BestEpoch">The epoch of that best, 0 where there is none.</param>
/// <param name="TimeLeft">The time that the remaining epochs will take at most, at the speed so far.</param>
/// <param name="Windows">Windows that steps have used so far, each as often as it was.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, long Step, double Loss, double? BestValidationNdcg, int BestEpoch, TimeSpan TimeLeft,
    long Windows);
