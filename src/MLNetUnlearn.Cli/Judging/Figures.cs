using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Cli.Judging;

/// <summary>What can be said of a model without a reference, by the ids of reports.</summary>
internal static class Figures
{
    private const int Negatives = 100;

    private static readonly int[] Cutoffs = [5, 10, 20];

    /// <summary>How well it ranks test items.</summary>
    public static Dictionary<string, double> OfRanking(MLContext mlContext, RecommenderTransformer model, IDataView users, int seed)
    {
        var figures = new Dictionary<string, double>();
        Add(figures, mlContext.SequentialRecommendation().Evaluate(model, users, seed: seed), "");
        Add(figures, mlContext.SequentialRecommendation().Evaluate(model, users, Negatives, seed), ".sampled");
        return figures;
    }

    /// <summary>How often it still finds the forgotten; what that means only a retrained model could tell.</summary>
    public static Dictionary<string, double> OfForgotten(MLContext mlContext, RecommenderTransformer model, IDataView partitioned,
        int seed) =>
        new()
        {
            ["forgetHit@10"] = mlContext.Unlearning().Evaluate(model, model, partitioned, seed: seed).HitAt(10),
            ["forgetHit@10.sampled"] = mlContext.Unlearning().Evaluate(model, model, partitioned, Negatives, seed).HitAt(10),
        };

    private static void Add(Dictionary<string, double> figures, SequentialRankingMetrics metrics, string suffix)
    {
        foreach (var k in Cutoffs)
        {
            figures[$"recall@{k}{suffix}"] = metrics.RecallAt(k);
            figures[$"ndcg@{k}{suffix}"] = metrics.NdcgAt(k);
        }
        figures[$"mrr{suffix}"] = metrics.MeanReciprocalRank;
    }
}
