using MLNetUnlearn.Options;
using MLNetUnlearn.Unlearning.Losses;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// Calibrated gradient ascent, ours: a hinge stops pushing a forgotten item once its score has fallen to a level that pairs have which the
/// model never saw, so that no item is driven below what not knowing it looks like. By default the item table alone moves, where most of what
/// a model remembers of single items is.
/// </summary>
public sealed record CalibratedAscentOptions : AnchoredUnlearningOptions
{
    /// <summary>Adam's step size, above 0. Default 0.002.</summary>
    public override double LearningRate { get; init; } = 2e-3;

    /// <summary>Which weights are changed. Default ItemEmbedding.</summary>
    public override UpdatedWeights UpdatedWeights { get; init; } = UpdatedWeights.ItemEmbedding;

    /// <summary>
    /// Which score the level is, in [0, 1): that of the control pair below which this share of them lie, by the original model. Controls are
    /// other users' validation items after their training contexts, as for <see cref="Stopping.CalibratedStop"/>. Default 0.1.
    /// </summary>
    public double ReferenceQuantile { get; init; } = 0.1;

    /// <inheritdoc/>
    public override string Name => "CalibratedAscent";

    private protected override bool IsNonNegative => false;

    private protected override Tensor ForgettingLoss(UnlearningStep step) => CalibratedAscentLoss.Of(step, ReferenceQuantile);

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.Require(ReferenceQuantile is >= 0 and < 1, nameof(ReferenceQuantile), ReferenceQuantile, "in [0, 1)");
    }
}
