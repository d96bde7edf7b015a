namespace MLNetUnlearn.Ranking;

/// <summary>What a model thinks of each pair's item.</summary>
/// <param name="Scores">Its score.</param>
/// <param name="LogProbabilities">Its log-probability over the whole catalogue.</param>
internal sealed record PairLogits(float[] Scores, float[] LogProbabilities)
{
    /// <summary>Asks a model; null where its scores are no logits.</summary>
    /// <exception cref="NotANumberException">A score is no number.</exception>
    public static PairLogits? Of(ISequenceScorer scorer, RankingPairs pairs)
    {
        var (scores, logs) = (new float[pairs.Count], new float[pairs.Count]);
        for (var start = 0; start < pairs.Count; start += ScoringBatch.Searched)
        {
            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            var batch = Enumerable.Range(start, Math.Min(ScoringBatch.Searched, pairs.Count - start)).ToArray();
            if (scorer.Encode(pairs.Contexts, batch) is not ILogitContexts contexts)
                return null;
            var (partScores, partLogs) = contexts.OfTargets(Array.ConvertAll(batch, pair => (long)pairs.Contexts.LastTarget(pair)));
            if (partLogs.Any(float.IsNaN))
                throw new NotANumberException();
            partScores.CopyTo(scores, start);
            partLogs.CopyTo(logs, start);
        }
        return new PairLogits(scores, logs);
    }
}
