namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>The mean of the shards' scores, as SISA (Bourtoule et al. 2021) and the thesis (3.4.5) have it.</summary>
public sealed record MeanAggregation : Aggregation
{
    internal override Tensor Weights(Tensor hidden, Tensor shares, Tensor? centroids) => shares.unsqueeze(0);               // 1×S
}
