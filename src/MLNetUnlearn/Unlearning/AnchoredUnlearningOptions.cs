using MLNetUnlearn.Options;
using MLNetUnlearn.Unlearning.Losses;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// A method with one loss that forgets, beside which fine-tuning and a Kullback-Leibler anchor on the remaining windows keep what is not
/// to be forgotten. A weight of 0 leaves its term out.
/// </summary>
/// <remarks>
/// The weights' defaults are those of SRUGA reweighted: on the games reviews of the thesis they forget to the level of a retrained model and
/// lose next to nothing, where the thesis's own weights lose several percent.
/// </remarks>
public abstract record AnchoredUnlearningOptions : GradientUnlearningOptions
{
    private protected AnchoredUnlearningOptions()
    {
    }

    /// <summary>Adam's step size, above 0. 0.001 by default; a method may have another.</summary>
    public override double LearningRate { get; init; } = 1e-3;

    /// <summary>The weight of the loss that forgets, 0 or above. Default 0.2.</summary>
    public double ForgettingWeight { get; init; } = 0.2;

    /// <summary>η_FT, the weight of fine-tuning on the remaining windows, 0 or above. Default 1.</summary>
    public double FineTuningWeight { get; init; } = 1;

    /// <summary>η_KL, the weight of the divergence from the original on the remaining windows, 0 or above. Default 0.25.</summary>
    public double DivergenceWeight { get; init; } = 0.25;

    /// <summary>Over which items that divergence is taken. Default Sampled.</summary>
    public DivergenceCandidates DivergenceCandidates { get; init; } = DivergenceCandidates.Sampled;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Objective> Objectives(UnlearningStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var terms = new List<Objective>(3);
        if (ForgettingWeight > 0)
            terms.Add(new(Name, ForgettingLoss(step), ForgettingWeight) { Forgets = true, IsNonNegative = IsNonNegative });
        if (FineTuningWeight > 0)
            terms.Add(new("FT", FineTuningLoss.Of(step), FineTuningWeight));
        if (DivergenceWeight > 0)
            terms.Add(new("KL", DivergenceLoss.Of(step, DivergenceCandidates), DivergenceWeight));
        return terms;
    }

    /// <summary>Whether the loss that forgets is never below 0.</summary>
    private protected virtual bool IsNonNegative => true;

    /// <summary>The loss that forgets; it has a lower bound.</summary>
    private protected abstract Tensor ForgettingLoss(UnlearningStep step);

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.RequireNotNegative(nameof(ForgettingWeight), ForgettingWeight);
        problems.RequireNotNegative(nameof(FineTuningWeight), FineTuningWeight);
        problems.RequireNotNegative(nameof(DivergenceWeight), DivergenceWeight);
        problems.Require(
            ForgettingWeight != 0 || FineTuningWeight != 0 || DivergenceWeight != 0, "The sum of the three weights", 0, "above 0");
        problems.Require(
            Enum.IsDefined(DivergenceCandidates), nameof(DivergenceCandidates), DivergenceCandidates, "Sampled or Catalogue");
    }
}
