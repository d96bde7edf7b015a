namespace MLNetUnlearn.Unlearning.Losses;

/// <summary>
/// L_CA = mean 1[s &gt; F] log σ(s), s the scores h(x_f)·e_{y_f}, F the level that the original gives pairs it never saw: gradient ascent
/// on the pairs above it, nothing on the others.
/// </summary>
internal static class CalibratedAscentLoss
{
    /// <param name="step">The step.</param>
    /// <param name="quantile">Which of the control pairs' scores is F, in [0, 1).</param>
    public static Tensor Of(UnlearningStep step, double quantile)
    {
        var scores = step.ForgetScores;                                                                 // B_f
        var ascent = -nn.functional.softplus(-scores);
        return ascent.where(scores.gt(step.ControlScore(quantile)), torch.zeros_like(scores)).mean();
    }
}
