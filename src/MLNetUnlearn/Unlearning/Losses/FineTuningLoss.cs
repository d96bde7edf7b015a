using MLNetUnlearn.Recommenders.Training;

namespace MLNetUnlearn.Unlearning.Losses;

/// <summary>L_FT: the training loss on the remaining windows (thesis eq. 7).</summary>
internal static class FineTuningLoss
{
    public static Tensor Of(UnlearningStep step) =>
        PairwiseBinaryCrossEntropy.Of(step.RemainingPositiveScores, step.RemainingNegativeScores);
}
