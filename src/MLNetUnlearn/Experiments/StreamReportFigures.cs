using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments;

/// <summary>The figures of a checkpoint by the ids that reports know.</summary>
internal static class StreamReportFigures
{
    private const int Cutoff = 10;

    public static IReadOnlyDictionary<string, double> OfModel(StreamCheckpoint at)
    {
        var figures = ReportFigures.Of(at.Cost.Unlearning, at.Cost.Retraining).ToDictionary();
        AddRanked(figures, at.Ranking, at.SampledRanking);
        ReportFigures.AddForgetting(figures, at.Forgetting, at.SampledForgetting);
        if (at.Membership is { } membership)
            ReportFigures.AddMembership(figures, membership);
        return figures;
    }

    public static IReadOnlyDictionary<string, double> OfRetrained(StreamCheckpoint at)
    {
        var figures = ReportFigures.Of(at.Cost.Retraining).ToDictionary();
        AddRanked(figures, at.RetrainedRanking, at.RetrainedSampledRanking);
        ReportFigures.AddForgetting(
            figures, Alone(at.Forgetting.Retrained), Alone(at.SampledForgetting.Retrained));
        if (at.Membership is { } membership)
        {
            figures["scoreAuc"] = membership.RetrainedScoreAuc;
            figures["logProbabilityAuc"] = membership.RetrainedLogProbabilityAuc;
        }
        return figures;

        static ForgettingMetrics Alone(SequentialRankingMetrics retrained) => new(retrained, retrained); // its gap to itself is 0
    }

    private static void AddRanked(
        Dictionary<string, double> figures, SequentialRankingMetrics full, SequentialRankingMetrics sampled)
    {
        ReportFigures.AddRanking(figures, full, "", Cutoff);
        ReportFigures.AddRanking(figures, sampled, ".sampled", Cutoff);
    }
}
