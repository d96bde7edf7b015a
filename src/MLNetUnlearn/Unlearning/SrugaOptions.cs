using MLNetUnlearn.Options;
using MLNetUnlearn.Unlearning.Losses;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// SRUGA: gradient ascent on the pairs to forget, fine-tuning and a Kullback-Leibler anchor on the remaining windows
/// (thesis 3.4, eq. 8): η_GA·L_GA + η_FT·L_FT + η_KL·L_KL. A weight of 0 leaves its term out, which gives the thesis's ablations.
/// </summary>
public sealed record SrugaOptions : GradientUnlearningOptions
{
    /// <summary>η_GA, 0 or above. Default 0.5.</summary>
    public double GradientAscentWeight { get; init; } = 0.5;

    /// <summary>η_FT, 0 or above. Default 0.5.</summary>
    public double FineTuningWeight { get; init; } = 0.5;

    /// <summary>η_KL, 0 or above. Default 1.</summary>
    public double DivergenceWeight { get; init; } = 1;

    /// <summary>Over which items L_KL is taken. Default Sampled.</summary>
    public DivergenceCandidates DivergenceCandidates { get; init; } = DivergenceCandidates.Sampled;

    /// <inheritdoc/>
    public override string Name => "Sruga";

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> Objectives(UnlearningStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var terms = new List<Objective>(3);
        if (GradientAscentWeight > 0)
            terms.Add(new("GA", GradientAscentLoss.Of(step), GradientAscentWeight) { Forgets = true, IsNonNegative = false });
        if (FineTuningWeight > 0)
            terms.Add(new("FT", FineTuningLoss.Of(step), FineTuningWeight));
        if (DivergenceWeight > 0)
            terms.Add(new("KL", DivergenceLoss.Of(step, DivergenceCandidates), DivergenceWeight));
        return terms;
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.RequireNotNegative(nameof(GradientAscentWeight), GradientAscentWeight);
        problems.RequireNotNegative(nameof(FineTuningWeight), FineTuningWeight);
        problems.RequireNotNegative(nameof(DivergenceWeight), DivergenceWeight);
        problems.Require(
            GradientAscentWeight != 0 || FineTuningWeight != 0 || DivergenceWeight != 0,
            "The sum of the three weights", 0, "above 0");
        problems.Require(
            Enum.IsDefined(DivergenceCandidates), nameof(DivergenceCandidates), DivergenceCandidates, "Sampled or Catalogue");
    }
}
