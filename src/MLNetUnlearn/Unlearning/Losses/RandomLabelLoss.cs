using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Recommenders.Training;

namespace MLNetUnlearn.Unlearning.Losses;

/// <summary>
/// L_RL = mean −log σ(h(x_f)·e_r) − log(1 − σ(h(x_f)·e_{y_f})): the training loss of a random item r as the target, which is none of the
/// user's, with the forgotten item as its negative (a softmax would push it down as well).
/// </summary>
internal static class RandomLabelLoss
{
    public static Tensor Of(UnlearningStep step) => BinaryCrossEntropyLoss.Of(
        ItemScores.Of(step.Student, step.ForgetHidden, step.RandomItems), step.ForgetScores.unsqueeze(1));
}
