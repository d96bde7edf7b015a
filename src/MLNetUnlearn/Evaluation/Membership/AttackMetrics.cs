using MLNetUnlearn.Ranking;

namespace MLNetUnlearn.Evaluation.Membership;

/// <summary>How well a trained attack tells members from non-members that it was not trained on.</summary>
public sealed class AttackMetrics
{
    private const double FalsePositiveRate = 0.01;
    private const int MostPoints = 200;

    internal AttackMetrics(double[] members, double[] nonMembers, double[] weights)
    {
        (Members, NonMembers) = (members.Length, nonMembers.Length);
        Auc = RocStatistics.Auc(members, nonMembers, weights);
        StandardError = RocStatistics.StandardError(Auc, members.Length, weights);
        TruePositiveRateAtOnePercentFalsePositives = RocStatistics.TruePositiveRate(members, nonMembers, weights, FalsePositiveRate);
        Roc = Array.ConvertAll(
            RocStatistics.Curve(members, nonMembers, weights, MostPoints),
            point => new RocPoint(point.FalsePositiveRate, point.TruePositiveRate));
    }

    /// <summary>The number of members: forgotten pairs.</summary>
    public int Members { get; }

    /// <summary>The number of non-members.</summary>
    public int NonMembers { get; }

    /// <summary>
    /// The probability that a member looks more like one than a non-member does, ties counted half, in [0, 1]; 0.5 is chance.
    /// </summary>
    public double Auc { get; }

    /// <summary>
    /// The standard error of <see cref="Auc"/>, 0 or above, in its unit: how far chance takes it with so few pairs (Hanley and McNeil,
    /// <i>The meaning and use of the area under a receiver operating characteristic curve</i>, Radiology 143, 1982). Non-members, whose
    /// weights w are not equal, count as (Σw)²/Σw².
    /// </summary>
    public double StandardError { get; }

    /// <summary>
    /// The share of members found by the lowest threshold that takes at most 1 % of the non-members for members, in [0, 1] (Carlini et al.
    /// 2022); 0.01 is chance.
    /// </summary>
    public double TruePositiveRateAtOnePercentFalsePositives { get; }

    /// <summary>The curve behind <see cref="Auc"/>, from (0, 0) to (1, 1), of 200 points at most.</summary>
    public IReadOnlyList<RocPoint> Roc { get; }
}
