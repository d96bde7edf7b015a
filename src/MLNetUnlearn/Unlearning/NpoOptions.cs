using MLNetUnlearn.Options;
using MLNetUnlearn.Unlearning.Losses;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// NPO, negative preference optimisation (R. Zhang et al., COLM 2024), beside fine-tuning and the divergence from the original: its gradient
/// dies as a forgotten item's probability falls below the original's, where gradient ascent's does not.
/// </summary>
public sealed record NpoOptions : AnchoredUnlearningOptions
{
    /// <summary>β, above 0: the higher, the sooner the gradient dies; towards 0 it is gradient ascent's. Default 0.5.</summary>
    public double Beta { get; init; } = 0.5;

    /// <inheritdoc/>
    public override string Name => "Npo";

    private protected override Tensor ForgettingLoss(UnlearningStep step) => NegativePreferenceLoss.Of(step, Beta);

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.RequirePositive(nameof(Beta), Beta);
    }
}
