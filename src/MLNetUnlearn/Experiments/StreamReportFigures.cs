using MLNetUnlearn.Evaluation;

namespace MLNetUnlearn.Experiments;

/// <summary>The figures of a checkpoint by the ids that reports know.</summary>
internal static class StreamReportFigures
{
    public static IReadOnlyDictionary<string, double> OfModel(StreamCheckpoint at)
    {
        var figures = Ranked(at.Ranking, at.SampledRanking, at.Forgetting.Model, at.SampledForgetting.Model);
        figures["gap@10"] = at.Forgetting.SignedGapAt(10);
        figures["gap@10.sampled"] = at.SampledForgetting.SignedGapAt(10);
        figures["cost.seconds"] = at.Cost.Seconds;
        if (at.Cost.GradientSteps is { } steps)
            figures["cost.steps"] = steps;
        if (at.Membership is { } membership)
        {
            figures["scoreAuc"] = membership.ScoreAuc;
            figures["logProbabilityAuc"] = membership.LogProbabilityAuc;
            figures["differenceAuc"] = membership.DifferenceAuc;
        }
        return figures;
    }

    public static IReadOnlyDictionary<string, double> OfRetrained(StreamCheckpoint at)
    {
        var figures = Ranked(
            at.RetrainedRanking, at.RetrainedSampledRanking, at.Forgetting.Retrained, at.SampledForgetting.Retrained);
        figures["cost.seconds"] = at.Cost.RetrainingSeconds;
        if (at.Cost.RetrainingGradientSteps is { } steps)
            figures["cost.steps"] = steps;
        if (at.Membership is { } membership)
        {
            figures["scoreAuc"] = membership.RetrainedScoreAuc;
            figures["logProbabilityAuc"] = membership.RetrainedLogProbabilityAuc;
        }
        return figures;
    }

    private static Dictionary<string, double> Ranked(
        SequentialRankingMetrics full, SequentialRankingMetrics sampled, SequentialRankingMetrics forgotten,
        SequentialRankingMetrics sampledForgotten) => new()
    {
        ["recall@10"] = full.RecallAt(10),
        ["ndcg@10"] = full.NdcgAt(10),
        ["recall@10.sampled"] = sampled.RecallAt(10),
        ["ndcg@10.sampled"] = sampled.NdcgAt(10),
        ["forgetHit@10"] = forgotten.RecallAt(10),
        ["forgetHit@10.sampled"] = sampledForgotten.RecallAt(10),
    };
}
