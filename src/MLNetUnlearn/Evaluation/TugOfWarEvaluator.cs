using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Evaluation;

/// <summary>Compares the hits of two models on forgotten, remaining and test pairs.</summary>
internal static class TugOfWarEvaluator
{
    private const string Name = "EvaluateTugOfWar";

    public static TugOfWarMetrics Evaluate(
        RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, TugOfWarOptions options)
    {
        PartitionedEvaluationOptions.CheckInputs(model, retrained, partitioned, options, Name);
        return new TugOfWarMetrics(
            Difference(options.OfForgotten(), forgetRows: true),
            Difference(options.OfRemaining(), forgetRows: false),
            Difference(options.OfTest(), forgetRows: false));

        double Difference(RankingEvaluationOptions what, bool forgetRows)
        {
            what = what with { Negatives = options.Negatives, Seed = options.Seed };
            return Hit(model, what, forgetRows) - Hit(retrained, what, forgetRows);
        }

        double Hit(RecommenderTransformer judged, RankingEvaluationOptions what, bool forgetRows) =>
            RankingEvaluator.Evaluate(judged, partitioned, what, forgetRows, Name).RecallAt(options.Cutoff);
    }
}
