using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>
/// Shards whose data are like the context count more (SRU: Xin et al., WSDM 2024): w = softmax over the shards of cos(h_k, c_k) / τ, where
/// h_k is what shard k's network makes of the context and c_k the mean of what it makes of its own windows.
/// </summary>
/// <remarks>
/// SRU learns a layer that attends to centroids, from the data of all shards, so it would have to be retrained for every request. Here nothing is learnt besides the shards: a centroid is a function of its shard, and goes with the shard's state.
/// </remarks>
public sealed record AttentionAggregation : Aggregation
{
    /// <summary>τ, in [0.01, 100]: the smaller, the more the nearest shard counts; the larger, the nearer to the mean. Default 0.5.</summary>
    public double Temperature { get; init; } = 0.5;

    internal override bool NeedsCentroids => true;

    internal override Tensor Weights(Tensor hidden, Tensor shares, Tensor? centroids)
    {
        var cosines = (hidden * Unit(centroids!).unsqueeze(0)).sum(2) / Length(hidden).squeeze(2);                         // T×S
        var absent = shares.eq(0).to_type(torch.float32).unsqueeze(0);                                                     // 1×S
        return ((cosines / Temperature) - (absent * 1e9)).softmax(1);
    }

    internal override void Check(OptionProblems problems) =>
        problems.Require(Temperature is >= 0.01 and <= 100, "Aggregation.Temperature", Temperature, "in [0.01, 100]");

    private static Tensor Unit(Tensor vectors) => vectors / Length(vectors);

    // Never 0: a shard without anything to learn has zeros only.
    private static Tensor Length(Tensor vectors) => ((vectors * vectors).sum(vectors.dim() - 1, keepdim: true) + 1e-12).sqrt();
}
