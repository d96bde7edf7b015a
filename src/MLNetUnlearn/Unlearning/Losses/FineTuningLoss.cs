using MLNetUnlearn.Recommenders.Losses;

namespace MLNetUnlearn.Unlearning.Losses;

/// <summary>
/// L_FT: binary cross-entropy on the remaining windows with one uniform negative (thesis eq. 7), whatever loss the model was trained with.
/// </summary>
internal static class FineTuningLoss
{
    public static Tensor Of(UnlearningStep step) =>
        BinaryCrossEntropyLoss.Of(step.RemainingPositiveScores, step.RemainingNegativeScores.unsqueeze(1));
}
