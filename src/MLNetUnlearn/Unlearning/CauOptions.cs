using MLNetUnlearn.Options;
using MLNetUnlearn.Unlearning.Curricula;
using MLNetUnlearn.Unlearning.Losses;
using MLNetUnlearn.Unlearning.Rules;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// CAU, curriculum approximate unlearning (L. Yang et al., 2025, arXiv:2508.15263): forgetting L_u, the next retained item L_n and the
/// divergence from the original on the remaining windows L_k as objectives of a Pareto step, with the pairs to forget from easy to hard.
/// The abstract fixes that much; losses, difficulties and samplings are our reconstruction (docs/methods/cau.md). Each part can be switched:
/// Rule to <see cref="WeightedSum"/>, Curriculum to <see langword="null"/>, its λ and its sampling, a weight to 0.
/// </summary>
public sealed record CauOptions : GradientUnlearningOptions
{
    /// <summary>CAU with its Pareto step and its curriculum.</summary>
    public CauOptions()
    {
        Rule = new Mgda();
        Curriculum = new Curriculum();
    }

    /// <summary>L_u. Default GradientAscent.</summary>
    public ForgettingLoss ForgettingLoss { get; init; } = ForgettingLoss.GradientAscent;

    /// <summary>NPO's β, above 0; without effect on gradient ascent. Default 0.5.</summary>
    public double Beta { get; init; } = 0.5;

    /// <summary>
    /// The weight of L_u, 0 or above; 0 leaves it out. MGDA with normalised gradients does not ask how large weights are. Default 1.
    /// </summary>
    public double ForgettingWeight { get; init; } = 1;

    /// <summary>The same of L_n. Default 1.</summary>
    public double NextRetainedWeight { get; init; } = 1;

    /// <summary>The same of L_k. Default 1.</summary>
    public double DivergenceWeight { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "Cau";

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> Objectives(UnlearningStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var terms = new List<Objective>(3);
        if (ForgettingWeight > 0)
            terms.Add(Forgetting(step));
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
        problems.RequireNotNegative(nameof(NextRetainedWeight), NextRetainedWeight);
        problems.RequireNotNegative(nameof(DivergenceWeight), DivergenceWeight);
        problems.Require(
            ForgettingWeight != 0 || NextRetainedWeight != 0 || DivergenceWeight != 0, "The sum of the three weights", 0, "above 0");
    }

    private Objective Forgetting(UnlearningStep step) => ForgettingLoss == ForgettingLoss.NegativePreference
        ? new("NPO", NegativePreferenceLoss.Of(step, Beta), ForgettingWeight) { Forgets = true }
        : new("GA", GradientAscentLoss.Of(step), ForgettingWeight) { Forgets = true, IsBounded = false };
}
