namespace MLNetUnlearn.Unlearning.Losses;

/// <summary>
/// L_GA = mean log σ(h(x_f)·e_{y_f}) (thesis eq. 4): minimised, it drives the forgotten item's probability down.
/// At the last position only, without negatives.
/// </summary>
internal static class GradientAscentLoss
{
    public static Tensor Of(UnlearningStep step) => Of(step.ForgetScores);

    /// <param name="scores">The scores of the items to forget, B_f.</param>
    public static Tensor Of(Tensor scores) => -nn.functional.softplus(-scores).mean();
}
