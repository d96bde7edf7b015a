namespace MLNetUnlearn.Ranking;

/// <summary>Contexts of a model whose scores are logits: their softmax over the catalogue is a distribution of the next item.</summary>
internal interface ILogitContexts : IEncodedContexts
{
    /// <summary>
    /// The score s of each row's target, and log p = s − log Σ_v exp(s_v), v from 1 to |V|. No matrix of all scores is kept.
    /// </summary>
    /// <param name="targets">One item for each row, from 1.</param>
    (float[] Scores, float[] LogProbabilities) OfTargets(long[] targets);

    /// <summary>The entropy of each row's distribution, −Σ_v p_v log p_v in nats. No matrix of all scores is kept.</summary>
    float[] Entropies();
}
