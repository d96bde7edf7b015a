namespace MLNetUnlearn.Ranking;

/// <summary>
/// Ranks each pair's target among other items: 1 + the number of others that score at least as high (ties count against the model).
/// </summary>
internal static class Ranker
{
    private delegate long[] BatchRanks(ReadOnlySpan<int> batch);

    /// <summary>The rank of every pair's target, from 1.</summary>
    /// <param name="scorer">The model.</param>
    /// <param name="pairs">Contexts and targets.</param>
    /// <param name="negatives">
    /// How many random items outside the user's own to rank among; null: the whole catalogue less seen items.
    /// </param>
    /// <param name="seed">Seed of the negatives: equal for every model that is to be compared.</param>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public static int[] Ranks(ISequenceScorer scorer, RankingPairs pairs, int? negatives, long seed) => negatives is { } count
        ? Ranks(pairs.Count, ScoringBatch.Encoded, batch => Sampled(scorer, pairs, batch, pairs.DrawCandidates(batch, count, seed)))
        : Ranks(pairs.Count, ScoringBatch.Searched, batch => Full(scorer, pairs, batch));

    /// <summary>The rank of every pair's target, from 1, among candidates that were drawn before.</summary>
    /// <param name="scorer">The model.</param>
    /// <param name="pairs">Contexts and targets.</param>
    /// <param name="candidates">What <see cref="RankingPairs.DrawCandidates"/> gave for all pairs in order.</param>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public static int[] Ranks(ISequenceScorer scorer, RankingPairs pairs, long[] candidates)
    {
        var width = candidates.Length / Math.Max(1, pairs.Count);
        return Ranks(pairs.Count, ScoringBatch.Encoded, batch => Sampled(
            scorer, pairs, batch, candidates.AsSpan(batch[0] * width, batch.Length * width).ToArray()));
    }

    private static int[] Ranks(int count, int batchSize, BatchRanks rank)
    {
        var ranks = new int[count];
        var rows = new int[batchSize];
        for (var start = 0; start < count; start += batchSize)
        {
            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            var batch = rows.AsSpan(0, Math.Min(batchSize, count - start));
            for (var i = 0; i < batch.Length; i++)
                batch[i] = start + i;
            var counts = rank(batch);
            for (var i = 0; i < batch.Length; i++)
            {
                // The target is among the items that score at least as high as it does, so the count is the rank.
                if (counts[i] == 0)
                    throw new NotANumberException();
                ranks[start + i] = (int)counts[i];
            }
        }
        return ranks;
    }

    private static long[] Full(ISequenceScorer scorer, RankingPairs pairs, ReadOnlySpan<int> batch)
    {
        var targets = new long[batch.Length];
        for (var i = 0; i < targets.Length; i++)
            targets[i] = pairs.Contexts.LastTarget(batch[i]);
        return scorer.Encode(pairs.Contexts, batch).CountAtLeast(targets, Excluded.Of(pairs.Seen, batch, targets));
    }

    private static long[] Sampled(ISequenceScorer scorer, RankingPairs pairs, ReadOnlySpan<int> batch, long[] candidates)
    {
        var scores = scorer.Encode(pairs.Contexts, batch).Scores(candidates);
        var counts = new long[batch.Length];
        var width = scores.Length / batch.Length;
        for (var i = 0; i < counts.Length; i++)
        {
            var row = scores.AsSpan(i * width, width);
            foreach (var score in row)
                counts[i] += score >= row[0] ? 1 : 0;
        }
        return counts;
    }
}
