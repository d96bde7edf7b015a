using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders.Losses;

/// <summary>
/// Softmax cross-entropy over the whole catalogue: −log(exp(s⁺) / Σ_v exp(s_v)), averaged over the targets; no negatives are drawn. A step
/// costs M×|V| scores, which are made some rows at a time, and every item has a gradient: <see cref="RecommenderOptions.ItemUpdates"/>
/// makes no difference.
/// </summary>
public sealed record SoftmaxCrossEntropyLoss : RecommenderLoss
{
    /// <inheritdoc/>
    public override bool IsSoftmax => true;

    /// <inheritdoc/>
    public override Tensor Of(LossInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return CatalogueCrossEntropy.Of(input.Hidden, input.Items, input.ItemCount, input.Targets);
    }
}
