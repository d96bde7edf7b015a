using System.Text.Json.Serialization;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>Which users make a shard. It only decides in training: when data vanish, who is left stays where he is.</summary>
[JsonDerivedType(typeof(UniformSharding), "Uniform")]
[JsonDerivedType(typeof(SimilaritySharding), "Similarity")]
public abstract record Sharding
{
    private protected Sharding()
    {
    }

    /// <summary>
    /// The shards of users, by the hashes of their ids, where they depend on more than that; other users go where a seeded hash puts them.
    /// </summary>
    /// <param name="data">What is to be learnt.</param>
    /// <param name="users">The users to place, in an order that is none of the rows'.</param>
    /// <param name="shards">S.</param>
    /// <param name="seed">Seed of everything random.</param>
    internal abstract Dictionary<ulong, int> Place(RecommenderData data, int[] users, int shards, long seed);

    /// <summary>Adds what is wrong with the sharding to <paramref name="problems"/>.</summary>
    internal virtual void Check(OptionProblems problems)
    {
    }
}
