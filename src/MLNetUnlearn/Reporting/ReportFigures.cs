using MLNetUnlearn.Costs;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Evaluation.Suite;

namespace MLNetUnlearn.Reporting;

/// <summary>What was measured, as figures by the ids of <see cref="ReportMetrics"/>: a line for each.</summary>
public static class ReportFigures
{
    private const double BytesPerMegabyte = 1e6;

    private static readonly int[] _cutoffs = [1, 5, 10, 20, 50];

    /// <summary>The figures of a whole evaluation; what was not measured is left out.</summary>
    /// <param name="evaluation">What <c>EvaluateAll</c> gave.</param>
    public static IReadOnlyDictionary<string, double> Of(ForgettingEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var (full, sampled) = (evaluation.Forgetting, evaluation.SampledForgetting);
        var figures = new Dictionary<string, double>();
        Add(figures, evaluation.Utility, "");
        Add(figures, evaluation.SampledUtility, ".sampled");
        AddForgetting(figures, full, sampled);
        figures[ReportMetrics.ForgottenPairs] = full.Model.Count;
        figures["ks"] = full.RankDistance;
        figures["ksP"] = full.RankDistancePValue;
        figures["streisand"] = full.StreisandShare;
        figures["toW"] = evaluation.TugOfWar.Value;
        if (evaluation.HeldOut is { } heldOut)
            figures["forgetHit@10.heldOut"] = heldOut.HitAt(10);
        if (evaluation.Membership is { } membership)
            AddMembership(figures, membership);
        if (evaluation.Attack is { } attack)
        {
            figures[ReportMetrics.AttackAuc] = attack.Sequences.Auc;
            figures[ReportMetrics.AttackStandardError] = attack.Sequences.StandardError;
            figures["attack.tpr"] = attack.Sequences.TruePositiveRateAtOnePercentFalsePositives;
            figures["attack.swapped.auc"] = attack.Items.Auc;
            figures["attack.swapped.tpr"] = attack.Items.TruePositiveRateAtOnePercentFalsePositives;
            if (attack.PrivacyLeakage is { } leakage)
                figures["privLeak"] = leakage;
        }
        if (evaluation.Relearning?.ModelSteps is { } steps)
            figures["relearn.steps"] = steps;
        if (evaluation.Relearning?.Ratio is { } ratio)
            figures["relearn.ratio"] = ratio;
        if (evaluation.ForgottenItems.Count > 0)
            figures["largelyForgotten.recall@10"] = evaluation.ForgottenItems.Model.RecallAt(10);
        foreach (var group in evaluation.Subgroups.Where(group => group.Count > 0))
            figures[$"subgroup.{group.Name}.recall@10"] = group.Model.RecallAt(10);
        return figures;
    }

    /// <summary>The figures of a cost.</summary>
    /// <param name="cost">What making the model took.</param>
    /// <param name="retrain">What retraining took, for the ratio; <see langword="null"/>, the default: there is none.</param>
    public static IReadOnlyDictionary<string, double> Of(UnlearningCost cost, UnlearningCost? retrain = null)
    {
        ArgumentNullException.ThrowIfNull(cost);
        var figures = new Dictionary<string, double> { ["cost.seconds"] = cost.Seconds };
        if (retrain is not null)
            figures["cost.ofRetrain"] = cost.RatioTo(retrain);
        if (cost.Steps is { } steps)
            figures["cost.steps"] = steps;
        if (cost.RemainingRows is { } rows)
            figures["cost.remainingRows"] = rows;
        figures["cost.peakMegabytes"] = cost.PeakBytes / BytesPerMegabyte;
        return figures;
    }

    /// <summary>Adds ranked test items.</summary>
    internal static void AddRanking(
        Dictionary<string, double> figures, SequentialRankingMetrics metrics, string suffix, params ReadOnlySpan<int> cutoffs)
    {
        foreach (var k in cutoffs)
        {
            figures[$"recall@{k}{suffix}"] = metrics.RecallAt(k);
            figures[$"ndcg@{k}{suffix}"] = metrics.NdcgAt(k);
        }
    }

    /// <summary>Adds hits on forgotten pairs and their gaps, in the full ranking and in the sampled one.</summary>
    internal static void AddForgetting(Dictionary<string, double> figures, ForgettingMetrics full, ForgettingMetrics sampled)
    {
        figures["forgetHit@10"] = full.HitAt(10);
        figures["forgetHit@10.sampled"] = sampled.HitAt(10);
        figures["gap@10"] = full.SignedGapAt(10);
        figures["gap@10.sampled"] = sampled.SignedGapAt(10);
    }

    /// <summary>Adds the attacks by a threshold.</summary>
    internal static void AddMembership(Dictionary<string, double> figures, MembershipMetrics membership)
    {
        figures["scoreAuc"] = membership.ScoreAuc;
        figures["scoreTpr"] = membership.TruePositiveRateAtOnePercentFalsePositives;
        figures["logProbabilityAuc"] = membership.LogProbabilityAuc;
        figures["differenceAuc"] = membership.DifferenceAuc;
    }

    private static void Add(Dictionary<string, double> figures, SequentialRankingMetrics metrics, string suffix)
    {
        AddRanking(figures, metrics, suffix, _cutoffs);
        figures[$"mrr{suffix}"] = metrics.MeanReciprocalRank;
    }
}
