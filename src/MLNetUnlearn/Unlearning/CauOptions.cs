using MLNetUnlearn.Options;
using MLNetUnlearn.Unlearning.Curricula;
using MLNetUnlearn.Unlearning.Losses;
using MLNetUnlearn.Unlearning.Rules;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// CAU, curriculum approximate unlearning (L. Yang et al., 2025, arXiv:2508.15263): forgetting L_u, the retained items L_n and L_x, and the
/// divergence from the original on the remaining windows L_k as objectives of a Pareto step, with the pairs to forget from easy to hard.
/// The abstract fixes that much; losses, difficulties and samplings are our reconstruction (docs/methods/cau.md). Each part can be switched:
/// Rule to <see cref="WeightedSum"/>, Curriculum to <see langword="null"/>, its λ and its sampling, a weight to 0.
/// </summary>
public sealed record CauOptions : GradientUnlearningOptions
{
    /// <summary>CAU with its Pareto step and its curriculum.</summary>
    public CauOptions()
    {
        Rule = new Mgda { Normalization = GradientNormalization.None };
        Curriculum = new Curriculum();
        Stop = new CalibratedStop { CheckEveryPasses = 0.35 };
    }

    /// <summary>Adam's step size, above 0. Default 0.0035.</summary>
    public override double LearningRate { get; init; } = 3.5e-3;

    /// <summary>L_u. Default GradientAscent.</summary>
    public ForgettingLoss ForgettingLoss { get; init; } = ForgettingLoss.GradientAscent;

    /// <summary>NPO's β, above 0; without effect on gradient ascent. Default 0.5.</summary>
    public double Beta { get; init; } = 0.5;

    /// <summary>
    /// The weight of L_u, 0 or above; 0 leaves it out. MGDA gives the larger part to the smaller gradient, so a larger weight makes an
    /// objective count <em>less</em> (and makes no difference with normalised gradients). Default 1.
    /// </summary>
    public double ForgettingWeight { get; init; } = 1;

    /// <summary>
    /// The same of L_n, binary cross-entropy on the remaining windows: every retained item after its retained context. Default 1.
    /// </summary>
    public double FineTuningWeight { get; init; } = 1;

    /// <summary>The same of L_x, the retained item that follows a context to forget. Default 0: beside L_n it has little to add.</summary>
    public double NextRetainedWeight { get; init; }

    /// <summary>The same of L_k. Default 0.25.</summary>
    public double DivergenceWeight { get; init; } = 0.25;

    /// <inheritdoc/>
    public override string Name => "Cau";

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> Objectives(UnlearningStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var terms = new List<Objective>(4);
        if (ForgettingWeight > 0)
            terms.Add(Forgetting(step));
        if (FineTuningWeight > 0)
            terms.Add(new("FT", FineTuningLoss.Of(step), FineTuningWeight));
        if (NextRetainedWeight > 0)
            terms.Add(new("next retained", NextRetainedLoss.Of(step), NextRetainedWeight));
        if (DivergenceWeight > 0)
            terms.Add(new("KL", DivergenceLoss.Of(step), DivergenceWeight));
        return terms;
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.Require(
            Enum.IsDefined(ForgettingLoss), nameof(ForgettingLoss), ForgettingLoss, "GradientAscent or NegativePreference");
        problems.RequirePositive(nameof(Beta), Beta);
        problems.RequireNotNegative(nameof(ForgettingWeight), ForgettingWeight);
        problems.RequireNotNegative(nameof(FineTuningWeight), FineTuningWeight);
        problems.RequireNotNegative(nameof(NextRetainedWeight), NextRetainedWeight);
        problems.RequireNotNegative(nameof(DivergenceWeight), DivergenceWeight);
        problems.Require(
            ForgettingWeight != 0 || FineTuningWeight != 0 || NextRetainedWeight != 0 || DivergenceWeight != 0,
            "The sum of the four weights", 0, "above 0");
    }

    private Objective Forgetting(UnlearningStep step) => ForgettingLoss == ForgettingLoss.NegativePreference
        ? new("NPO", NegativePreferenceLoss.Of(step, Beta), ForgettingWeight) { Forgets = true }
        : new("GA", GradientAscentLoss.Of(step), ForgettingWeight) { Forgets = true, IsNonNegative = false };
}
