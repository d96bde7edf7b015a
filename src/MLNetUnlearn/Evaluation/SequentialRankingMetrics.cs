using MLNetUnlearn.Ranking;

namespace MLNetUnlearn.Evaluation;

/// <summary>
/// How high a model ranks the one item that came next, over many pairs of context and item. Ties count against the model.
/// </summary>
public sealed class SequentialRankingMetrics
{
    private readonly int[] _ranks;
    private readonly Lazy<double[]> _percentiles;

    internal SequentialRankingMetrics(int[] ranks, RankingPairs pairs, int? negatives)
    {
        _ranks = ranks;
        Protocol = NameOf(negatives);
        _percentiles = new(() => [.. ranks.Select((rank, pair) =>
            RankStatistics.Percentile(rank, negatives + 1 ?? pairs.RankedCount(pair)))]);
    }

    /// <summary>What the items were ranked among: "full ranking" or "100 random negatives".</summary>
    public string Protocol { get; }

    /// <summary>The number of pairs.</summary>
    public int Count => _ranks.Length;

    /// <summary>The rank of every pair's item, from 1, in the view's order.</summary>
    public IReadOnlyList<int> Ranks => _ranks;

    /// <summary>
    /// (rank − 1) / (ranked items − 1) of every pair, in [0, 1]: 0 is the first of the items ranked, 1 the last, 0.5 is chance.
    /// </summary>
    public IReadOnlyList<double> RankPercentiles => _percentiles.Value;

    /// <summary>The mean of 1/rank, in (0, 1]; 0 without pairs.</summary>
    public double MeanReciprocalRank => RankStatistics.ReciprocalRank(_ranks);

    /// <summary>The share of pairs whose item is among the first k, in [0, 1]: Recall@k, and Hit@k, with one relevant item.</summary>
    /// <param name="k">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1.</exception>
    public double RecallAt(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return RankStatistics.Recall(_ranks, k);
    }

    /// <summary>The mean of 1/log2(1 + rank) for items among the first k, in [0, 1]; the ideal gain is 1 with one relevant item.</summary>
    /// <param name="k">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1.</exception>
    public double NdcgAt(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return RankStatistics.Ndcg(_ranks, k);
    }

    /// <summary>The protocol's name.</summary>
    internal static string NameOf(int? negatives) => negatives is { } count ? $"{count} random negatives" : "full ranking";
}
