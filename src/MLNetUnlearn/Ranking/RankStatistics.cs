namespace MLNetUnlearn.Ranking;

/// <summary>Means over ranks that count from 1, one relevant item each.</summary>
internal static class RankStatistics
{
    /// <summary>The share of ranks up to k (Recall@k = Hit@k with one relevant item); 0 where there are none.</summary>
    public static double Recall(ReadOnlySpan<int> ranks, int k)
    {
        var hits = 0;
        foreach (var rank in ranks)
            hits += rank <= k ? 1 : 0;
        return Mean(hits, ranks.Length);
    }

    /// <summary>The mean of 1/log2(1 + rank) for ranks up to k; the ideal is 1 with one relevant item (thesis eq. 9).</summary>
    public static double Ndcg(ReadOnlySpan<int> ranks, int k)
    {
        var gain = 0.0;
        foreach (var rank in ranks)
            gain += rank <= k ? 1 / Math.Log2(1 + rank) : 0;
        return Mean(gain, ranks.Length);
    }

    /// <summary>The mean of 1/rank.</summary>
    public static double ReciprocalRank(ReadOnlySpan<int> ranks)
    {
        var sum = 0.0;
        foreach (var rank in ranks)
            sum += 1.0 / rank;
        return Mean(sum, ranks.Length);
    }

    /// <summary>A rank's place among c ranked items, from 0, the first, to 1, the last; 0 where there is but one.</summary>
    public static double Percentile(int rank, int ranked) => ranked == 1 ? 0 : (rank - 1.0) / (ranked - 1);

    private static double Mean(double sum, int count) => count == 0 ? 0 : sum / count;
}
