namespace MLNetUnlearn.Unlearning.Losses;

/// <summary>
/// L_x = mean −log p(y_x | x_f): after a context to forget, the retained item that follows it is to be predicted; p is the softmax over that
/// item and the step's shared items. 0 or above; 0 where no context of the batch is followed by one.
/// </summary>
internal static class NextRetainedLoss
{
    public static Tensor Of(UnlearningStep step) =>
        step.NextRetainedScores is { } scores ? Of(scores) : (step.ForgetHidden * 0).sum(); // its gradient is 0, but there

    /// <param name="scores">M_x×c, the retained item first.</param>
    public static Tensor Of(Tensor scores) => -scores.log_softmax(1).narrow(1, 0, 1).mean();
}
