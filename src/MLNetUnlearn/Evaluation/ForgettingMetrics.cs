namespace MLNetUnlearn.Evaluation;

/// <summary>
/// How a model ranks what it was to forget, beside a model retrained without it. A lower hit rate alone is no success: below the
/// retrained model's it is over-forgetting, which leaves a trace of its own.
/// </summary>
public sealed class ForgettingMetrics
{
    private const double BottomDecile = 0.9;

    internal ForgettingMetrics(SequentialRankingMetrics model, SequentialRankingMetrics retrained)
    {
        Model = model;
        Retrained = retrained;
        (RankDistance, RankDistancePValue) = KolmogorovSmirnov.Of(model.RankPercentiles, retrained.RankPercentiles);
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

    /// <summary>
    /// Kolmogorov's and Smirnov's distance of the two models' <see cref="SequentialRankingMetrics.RankPercentiles"/>, sup |F₁ − F₂|, in
    /// [0, 1]: what is above 0 may be forgotten too little or too much, at any rank.
    /// </summary>
    public double RankDistance { get; }

    /// <summary>
    /// The probability of so large a <see cref="RankDistance"/> between two samples of one distribution, in [0, 1]: below 0.05 the model
    /// is told from the retrained one. Both models rank the same pairs, which makes the test slow to tell.
    /// </summary>
    public double RankDistancePValue { get; }

    /// <summary>
    /// The share of forgotten items in the last tenth of the ranking less the retrained model's share there, in [−1, 1]: above 0 they were
    /// pushed away, which shows that something is hidden there (the Streisand effect; Golatkar et al., CVPR 2020).
    /// </summary>
    public double StreisandShare => BottomShare(Model) - BottomShare(Retrained);

    private static double BottomShare(SequentialRankingMetrics metrics) =>
        metrics.RankPercentiles.Count(percentile => percentile >= BottomDecile) / (double)metrics.Count;
}
