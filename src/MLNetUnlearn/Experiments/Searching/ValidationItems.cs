using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>How validation items are ranked, and what the figures are called. Test items are never read: no column of them is named.</summary>
internal static class ValidationItems
{
    public const string Ndcg = "ndcg@10.validation";

    /// <summary>The validation item behind the sequence.</summary>
    public static RankingEvaluationOptions Of(RecommenderTrainerOptions columns) => new()
    {
        SequenceColumnName = columns.SequenceColumnName,
        ContextItemColumnName = null,
        TargetColumnName = columns.Validation ?? DataViews.DefaultColumns.ValidationItem,
        UserColumnName = columns.UserColumnName,
        KnownItemColumnNames = [],
        ForgetColumnName = columns.ForgetColumnName,
    };

    public static Dictionary<string, double> Figures(SequentialRankingMetrics metrics) => new()
    {
        [Ndcg] = metrics.NdcgAt(10),
        ["recall@10.validation"] = metrics.RecallAt(10),
        ["mrr.validation"] = metrics.MeanReciprocalRank,
    };
}
