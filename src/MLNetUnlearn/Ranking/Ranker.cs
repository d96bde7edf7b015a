using MLNetUnlearn.Randomness;
using MLNetUnlearn.Sequences;

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
    /// <param name="negatives">How many random items outside the user's own to rank among; null: the whole catalogue less seen items.</param>
    /// <param name="seed">Seed of the negatives: equal for every model that is to be compared.</param>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public static int[] Ranks(ISequenceScorer scorer, RankingPairs pairs, int? negatives, long seed) => negatives is { } count
        ? Ranks(pairs.Count, ScoringBatch.Most, batch => Sampled(scorer, pairs, batch, pairs.DrawCandidates(batch, count, seed)))
        : Ranks(pairs.Count, ScoringBatch.OfWhole(pairs.ItemCount), batch => Full(scorer, pairs, batch));

    /// <summary>The rank of every pair's target, from 1, among candidates that were drawn before.</summary>
    /// <param name="scorer">The model.</param>
    /// <param name="pairs">Contexts and targets.</param>
    /// <param name="candidates">What <see cref="RankingPairs.DrawCandidates"/> gave for all pairs in order.</param>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public static int[] Ranks(ISequenceScorer scorer, RankingPairs pairs, long[] candidates)
    {
        var width = candidates.Length / Math.Max(1, pairs.Count);
        return Ranks(pairs.Count, ScoringBatch.Most, batch => Sampled(
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
                ranks[start + i] = (int)counts[i];
        }
        return ranks;
    }

    private static long[] Full(ISequenceScorer scorer, RankingPairs pairs, ReadOnlySpan<int> batch)
    {
        var scores = scorer.Score(pairs.Contexts.Pack(batch, scorer.Device));                   // B×(|V|+1)
        var targets = new long[batch.Length];
        for (var i = 0; i < targets.Length; i++)
            targets[i] = pairs.Contexts.LastTarget(batch[i]);
        var own = scores.gather(1, torch.tensor(targets, [batch.Length, 1], device: scorer.Device)); // B×1
        Exclusion.Apply(scores, pairs.Seen, batch, targets);
        return CountAtLeast(scores, own);
    }

    private static long[] Sampled(ISequenceScorer scorer, RankingPairs pairs, ReadOnlySpan<int> batch, long[] candidates)
    {
        var items = torch.tensor(candidates, [batch.Length, candidates.Length / batch.Length], device: scorer.Device);
        var scores = scorer.Score(pairs.Contexts.Pack(batch, scorer.Device), items);            // B×c
        return CountAtLeast(scores, scores.narrow(1, 0, 1));
    }

    /// <summary>The target's own score is in its row, so the count is the rank.</summary>
    private static long[] CountAtLeast(Tensor scores, Tensor own)
    {
        var counts = scores.ge(own).sum(1).cpu().data<long>().ToArray();
        if (Array.Exists(counts, count => count == 0))
            throw new NotANumberException();
        return counts;
    }
}
