using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>
/// Users at random, as SISA (Bourtoule et al., "Machine Unlearning", IEEE S&amp;P 2021) and the thesis (3.4.5) have it: by a seeded hash of
/// the id's text. A user's shard is a function of seed and id alone, so it is the same whoever else is there.
/// </summary>
public sealed record UniformSharding : Sharding
{
    internal override Dictionary<ulong, int> Place(RecommenderData data, int[] users, int shards, long seed) => [];
}
