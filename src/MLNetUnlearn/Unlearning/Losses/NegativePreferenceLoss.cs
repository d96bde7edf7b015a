namespace MLNetUnlearn.Unlearning.Losses;

/// <summary>
/// L_NPO = mean (2/β) log(1 + (σ(s_θ) / σ(s_θ0))^β), s the scores of the items to forget (R. Zhang et al., Negative Preference
/// Optimization, COLM 2024, with the item's probability for the answer's): 0 or above, and its gradient dies as the probability falls below
/// the original's.
/// </summary>
internal static class NegativePreferenceLoss
{
    /// <param name="step">The step.</param>
    /// <param name="beta">β, above 0.</param>
    public static Tensor Of(UnlearningStep step, double beta)
    {
        var ratio = LogSigmoid(step.ForgetScores) - LogSigmoid(step.TeacherForgetScores);              // B_f
        return nn.functional.softplus(ratio * beta).mean() * (2 / beta);
    }

    private static Tensor LogSigmoid(Tensor scores) => -nn.functional.softplus(-scores);
}
