using MLNetUnlearn.Unlearning.Losses;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// Random labels (Y. Yao, X. Xu and Y. Liu, <em>Large Language Model Unlearning</em>, NeurIPS 2024): a context to forget learns a random
/// item in the place of the forgotten one, beside fine-tuning and the divergence from the original.
/// </summary>
public sealed record RandomLabelOptions : AnchoredUnlearningOptions
{
    /// <inheritdoc/>
    public override string Name => "RandomLabel";

    private protected override Tensor ForgettingLoss(UnlearningStep step) => RandomLabelLoss.Of(step);
}
