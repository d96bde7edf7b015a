using MLNetUnlearn.Ranking;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>
/// How well one number tells the forgotten pairs, which the original model was trained on (members), from pairs that no model was trained
/// on (non-members), for a model and beside it for a retrained one: membership inference by threshold (Yeom et al. 2018).
/// </summary>
/// <remarks>
/// Non-members are weighted to the members' mix of item popularity, context length and gaps, but no weighting makes them quite equal: the
/// retrained model's figure, not 0.5, is what a model that forgot has. Below it is over-forgetting, which tells members just as well.
/// </remarks>
public sealed class MembershipMetrics
{
    private const double FalsePositiveRate = 0.01;

    internal MembershipMetrics(MembershipPairs pairs, PairLogits model, PairLogits retrained)
    {
        (Members, NonMembers) = (pairs.MemberCount, pairs.Weights.Length);
        (ScoreAuc, RetrainedScoreAuc) = (Auc(model.Scores), Auc(retrained.Scores));
        (LogProbabilityAuc, RetrainedLogProbabilityAuc) = (Auc(model.LogProbabilities), Auc(retrained.LogProbabilities));
        TruePositiveRateAtOnePercentFalsePositives = TruePositiveRate(model.Scores);
        RetrainedTruePositiveRateAtOnePercentFalsePositives = TruePositiveRate(retrained.Scores);
        DifferenceAuc = pairs.Measure(
            pair => (double)model.LogProbabilities[pair] - retrained.LogProbabilities[pair], RocStatistics.Auc);

        double Auc(float[] values) => pairs.Measure(pair => values[pair], RocStatistics.Auc);
        double TruePositiveRate(float[] values) => pairs.Measure(pair => values[pair], (members, others, weights) =>
            RocStatistics.TruePositiveRate(members, others, weights, FalsePositiveRate));
    }

    /// <summary>The number of members.</summary>
    public int Members { get; }

    /// <summary>The number of non-members.</summary>
    public int NonMembers { get; }

    /// <summary>
    /// The probability that the model scores a member's item (h·e) above a non-member's, ties counted half, in [0, 1]; 0.5 is chance.
    /// </summary>
    public double ScoreAuc { get; }

    /// <summary><see cref="ScoreAuc"/> of the retrained model.</summary>
    public double RetrainedScoreAuc { get; }

    /// <summary>
    /// The share of members found by the lowest threshold on the score that takes at most 1 % of the non-members for members, in [0, 1]
    /// (Carlini et al. 2022); 0.01 is chance.
    /// </summary>
    public double TruePositiveRateAtOnePercentFalsePositives { get; }

    /// <summary><see cref="TruePositiveRateAtOnePercentFalsePositives"/> of the retrained model.</summary>
    public double RetrainedTruePositiveRateAtOnePercentFalsePositives { get; }

    /// <summary>The same as <see cref="ScoreAuc"/>, of the item's log-probability over the whole catalogue, in [0, 1].</summary>
    public double LogProbabilityAuc { get; }

    /// <summary><see cref="LogProbabilityAuc"/> of the retrained model.</summary>
    public double RetrainedLogProbabilityAuc { get; }

    /// <summary>
    /// The same of log p_model − log p_retrained, the strongest of these attacks, as the retrained model takes away what makes an item
    /// likely without having been seen; in [0, 1]. 0.5 is no trace; two retrained models between them give about 0.51.
    /// </summary>
    public double DifferenceAuc { get; }
}
