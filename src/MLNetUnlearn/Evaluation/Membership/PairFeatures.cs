using MLNetUnlearn.Ranking;
using MLNetUnlearn.Ranking.Matching;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>All that an attacker can make a model say of a pair of context and item, and what the pair says of itself.</summary>
internal static class PairFeatures
{
    /// <summary>The number of features.</summary>
    public const int Count = 8;

    /// <summary>
    /// Per pair: the item's score s; its log-probability; its rank percentile among the catalogue less seen items; s less the best score of
    /// another item of that ranking; the entropy of the distribution in nats; the item's popularity (see <see cref="PairTraits"/>); its
    /// position, and the number of items in the context, both by <see cref="PositionClass"/>. The last three in classes, of which either side
    /// has the same mix: finer, they would tell members by themselves.
    /// </summary>
    /// <returns>Null where the model's scores are no logits.</returns>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public static float[][]? Of(ISequenceScorer scorer, RankingPairs pairs, ReadOnlySpan<int> positions, int[] occurrences)
    {
        if (PairLogits.Of(scorer, pairs) is not { } logits)
            return null;
        var ranks = Ranker.Ranks(scorer, pairs, negatives: null, seed: 0);
        var (entropies, best) = (new float[pairs.Count], new float[pairs.Count]);
        for (var start = 0; start < pairs.Count; start += ScoringBatch.Searched)
        {
            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            var batch = Enumerable.Range(start, Math.Min(ScoringBatch.Searched, pairs.Count - start)).ToArray();
            var contexts = (ILogitContexts)scorer.Encode(pairs.Contexts, batch);
            contexts.Entropies().CopyTo(entropies, start);
            BestOthers(contexts, pairs, batch).CopyTo(best, start);
        }
        var features = new float[pairs.Count][];
        for (var pair = 0; pair < features.Length; pair++)
        {
            features[pair] =
            [
                logits.Scores[pair],
                logits.LogProbabilities[pair],
                (float)RankStatistics.Percentile(ranks[pair], pairs.RankedCount(pair)),
                logits.Scores[pair] - best[pair],
                entropies[pair],
                PairTraits.Doublings(occurrences[pairs.Contexts.LastTarget(pair)]),
                PositionClass(positions[pair]),
                PositionClass(pairs.Contexts.Items(pair).Length),
            ];
        }
        return features;
    }

    /// <summary>1 to 10 for themselves, 11 for 11 to 15, 12 for 16 to 25, 13 for 26 to 45, and so on.</summary>
    public static int PositionClass(int position) => position <= 10 ? position : 10 + PairTraits.Doublings((position - 6) / 5);

    // The pair's own item is the best or the second, or neither. Where it is the only one ranked, it leads by nothing.
    private static float[] BestOthers(ILogitContexts contexts, RankingPairs pairs, int[] batch)
    {
        var targets = Array.ConvertAll(batch, pair => (long)pairs.Contexts.LastTarget(pair));
        var (scores, items) = contexts.Top(2, Excluded.Of(pairs.Seen, batch, targets));
        var best = new float[batch.Length];
        for (var i = 0; i < best.Length; i++)
        {
            var place = (2 * i) + (items[2 * i] == targets[i] ? 1 : 0);
            best[i] = items[place] < 0 ? scores[2 * i] : scores[place];
        }
        return best;
    }
}
