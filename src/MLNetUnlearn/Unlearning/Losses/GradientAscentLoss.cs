namespace MLNetUnlearn.Unlearning.Losses;

/// <summary>
/// L_GA = mean log σ(h(x_f)·e_{y_f}) (thesis eq. 4): minimised, it drives the forgotten item's probability down.
/// At the last position only, without negatives.
/// </summary>
internal static class GradientAscentLoss
{
    public static Tensor Of(UnlearningStep step) => -nn.functional.softplus(-step.ForgetScores).mean();
}
