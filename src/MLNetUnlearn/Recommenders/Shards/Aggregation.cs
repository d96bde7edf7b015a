using System.Text.Json.Serialization;
using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>How much each shard's network counts in the score of an item: score = Σ w_k · h_k·e_k, Σ w_k = 1.</summary>
[JsonDerivedType(typeof(MeanAggregation), "Mean")]
[JsonDerivedType(typeof(AttentionAggregation), "Attention")]
public abstract record Aggregation
{
    private protected Aggregation()
    {
    }

    /// <summary>Whether each shard's centroid is needed, the mean hidden state after its own windows.</summary>
    internal virtual bool NeedsCentroids => false;

    /// <summary>The weights of the shards.</summary>
    /// <param name="hidden">Per shard the hidden states of the same T rows, T×S×d.</param>
    /// <param name="shares">1 / the number of shards that have learnt, 0 for the others, S.</param>
    /// <param name="centroids">S×d, where they are needed.</param>
    /// <returns>T×S, or 1×S where all rows have the same; 0 for shards that have learnt nothing.</returns>
    internal abstract Tensor Weights(Tensor hidden, Tensor shares, Tensor? centroids);

    /// <summary>Adds what is wrong with the aggregation to <paramref name="problems"/>.</summary>
    internal virtual void Check(OptionProblems problems)
    {
    }
}
