using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>What a table of item embeddings makes of each pair's item.</summary>
internal static class TargetScores
{
    /// <summary>h · e of each pair, with the hidden states of a model.</summary>
    /// <param name="scorer">The model.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="table">Its item table, or another as large.</param>
    public static float[] Of(ModuleScorer scorer, RankingPairs pairs, Tensor table)
    {
        var scores = new float[pairs.Count];
        for (var start = 0; start < pairs.Count; start += ScoringBatch.Encoded)
        {
            using var scope = torch.NewDisposeScope();
            using var noGrad = torch.no_grad();
            int[] batch = [.. Enumerable.Range(start, Math.Min(ScoringBatch.Encoded, pairs.Count - start))];
            var items = Array.ConvertAll(batch, pair => (long)pairs.Contexts.LastTarget(pair));
            new EmbeddedContexts(scorer, pairs.Contexts, batch).Scores(items, table).CopyTo(scores, start);
        }
        return scores;
    }
}
