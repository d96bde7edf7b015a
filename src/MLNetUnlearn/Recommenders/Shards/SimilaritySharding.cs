using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>
/// Users with similar items together, in shards of equal size (SRU: Xin et al., "On the Effectiveness of Unlearning in Session-Based
/// Recommendation", WSDM 2024). Shards are found once, in the first training, and kept with the states.
/// </summary>
/// <remarks>
/// SRU clusters sessions by the hidden states of a model trained on all data; that model would have to forget, too, so here items are
/// described by which items they come with (see <see cref="UserVectors"/>), and a user by the mean of the items. Users come to the nearest
/// centroid that has room, nearest pairs of user and centroid first. The shards themselves still reflect items that are forgotten later.
/// </remarks>
public sealed record SimilaritySharding : Sharding
{
    /// <summary>How often users are assigned and centroids moved at most, at least 1. Default 10.</summary>
    public int Iterations { get; init; } = 10;

    internal override Dictionary<ulong, int> Place(RecommenderData data, int[] users, int shards, long seed)
    {
        var clusters = BalancedClusters.Of(UserVectors.Of(data, users, seed), shards, Iterations, seed);
        var places = new Dictionary<ulong, int>();
        for (var i = 0; i < users.Length; i++)
            places.TryAdd(data.Users[users[i]], clusters[i]);
        return places;
    }

    internal override void Check(OptionProblems problems) => problems.RequireCount("Sharding.Iterations", Iterations);
}
