namespace MLNetUnlearn.Evaluation;

/// <summary>
/// How a model ranks what it was to forget, beside a model retrained without it. A lower hit rate alone is no success: below the
/// retrained model's it is over-forgetting, which leaves a trace of its own.
/// </summary>
public sealed class ForgettingMetrics
{
    internal ForgettingMetrics(SequentialRankingMetrics model, SequentialRankingMetrics retrained)
    {
        Model = model;
        Retrained = retrained;
    }

    /// <summary>The judged model on the forget set.</summary>
    public SequentialRankingMetrics Model { get; }

    /// <summary>The retrained model on the same pairs.</summary>
    public SequentialRankingMetrics Retrained { get; }

    /// <summary>The judged model's Hit@k on the forget set, in [0, 1].</summary>
    /// <param name="k">At least 1.</param>
    public double HitAt(int k) => Model.RecallAt(k);

    /// <summary>
    /// Hit@k of the judged model less the retrained model's, in [−1, 1]: above 0 it remembers, below 0 it has over-forgotten.
    /// </summary>
    /// <param name="k">At least 1.</param>
    public double SignedGapAt(int k) => Model.RecallAt(k) - Retrained.RecallAt(k);

    /// <summary>The distance |<see cref="SignedGapAt"/>|, in [0, 1]; 0 is ideal.</summary>
    /// <param name="k">At least 1.</param>
    public double GapAt(int k) => Math.Abs(SignedGapAt(k));
}
