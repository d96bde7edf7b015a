using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning.Losses;
using MLNetUnlearn.Unlearning.Steps;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// A calibrated Newton step, ours, the fastest of the calibrated methods. Each item to forget moves by itself,
/// e_v ← e_v − t (H_v + λ)⁻¹ Σ w h, which takes back what the pairs taught it and spares what the remaining windows need of
/// it. t is the shortest length at which the pairs are found no better than control pairs the model never saw. A few steps of
/// fine-tuning beside the original's divergence mend the rest, and a second step takes what that brought back.
/// </summary>
/// <remarks>
/// <para>The step is that of influence functions (Koh and Liang, ICML 2017; Guo et al., ICML 2020) in the item table alone, where most of
/// what a model remembers of single pairs is. It needs no retrained model, but users who forget nothing and have a validation item;
/// without any, unlearning throws. Its level is an estimate, not a guarantee. Of fewer than 500 pairs there is
/// no second step; fewer than 200 are too few to measure: then the length is found on 3,000 learnt pairs.</para>
/// <para>What a stop rule decides elsewhere is decided by the step here: <see cref="GradientUnlearningOptions.Stop"/> and
/// <see cref="GradientUnlearningOptions.MaximumEpochs"/> are about the steps in between, by default two passes over the forget
/// set.</para>
/// </remarks>
public sealed record NewtonStepOptions : GradientUnlearningOptions
{
    /// <summary>Two passes over the forget set between the two steps.</summary>
    public NewtonStepOptions() => (MaximumEpochs, Stop) = (2, new NoStop());

    /// <summary>Adam's step size between the two steps, above 0. Default 0.0005.</summary>
    public override double LearningRate { get; init; } = 5e-4;

    /// <summary>
    /// λ, above 0: a small one spares more of what is near a forgotten pair and strays further where no data are. Default 1.
    /// </summary>
    public double Damping { get; init; } = 1;

    /// <summary>
    /// δ, above 0: how far a pair's score is taken to fall when its item has no other occurrence; with n occurrences left, δ/(1 + n). Pairs
    /// of rare items are thereby pushed alike, of popular ones mostly those that were learnt badly. Default 20.
    /// </summary>
    public double ScoreFall { get; init; } = 20;

    /// <summary>
    /// How much items' falls differ, 0 or above: the largest standard deviation, as a share of the fall, by which an item's is drawn around
    /// δ/(1 + n), as far as scores of unseen pairs differ more than learnt ones. 0: all fall alike, which shows to a trained attacker. Acts
    /// on 200 pairs and more. Default 0.8.
    /// </summary>
    public double FallDeviation { get; init; } = 0.8;

    /// <summary>η_FT, the weight of fine-tuning on the remaining windows, 0 or above. Default 1.</summary>
    public double FineTuningWeight { get; init; } = 1;

    /// <summary>η_KL, the weight of the divergence from the original on the remaining windows, 0 or above. Default 1.</summary>
    public double DivergenceWeight { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "NewtonStep";

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> Objectives(UnlearningStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var terms = new List<Objective>(2);
        if (FineTuningWeight > 0)
            terms.Add(new("FT", FineTuningLoss.Of(step), FineTuningWeight));
        if (DivergenceWeight > 0)
            terms.Add(new("KL", DivergenceLoss.Of(step, DivergenceCandidates.Sampled), DivergenceWeight));
        return terms;
    }

    internal override IItemMove Move(SequenceModule original, UnlearningJob job) => new CalibratedMove(original, job, this);

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.RequirePositive(nameof(Damping), Damping);
        problems.RequirePositive(nameof(ScoreFall), ScoreFall);
        problems.RequireNotNegative(nameof(FallDeviation), FallDeviation);
        problems.RequireNotNegative(nameof(FineTuningWeight), FineTuningWeight);
        problems.RequireNotNegative(nameof(DivergenceWeight), DivergenceWeight);
        problems.Require(FineTuningWeight != 0 || DivergenceWeight != 0, "The sum of the two weights", 0, "above 0");
    }
}
