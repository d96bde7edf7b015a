using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>Judges a model beside a retrained one.</summary>
internal static class MethodJudge
{
    private const int Negatives = 100;

    public static MethodFigures Judge(
        MLContext mlContext, RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned, int seed)
    {
        var (ranking, unlearning) = (mlContext.SequentialRecommendation(), mlContext.Unlearning());
        var sampled = ranking.Evaluate(model, partitioned, Negatives, seed);
        var full = ranking.Evaluate(model, partitioned, seed: seed);
        var attack = unlearning.EvaluateMembership(model, retrained, partitioned, seed);
        var subgroup = unlearning.EvaluateForgottenItems(model, retrained, partitioned, negatives: Negatives, seed: seed);
        return new MethodFigures(
            sampled.RecallAt(10), sampled.NdcgAt(10), full.RecallAt(10), full.NdcgAt(10),
            unlearning.Evaluate(model, retrained, partitioned, Negatives, seed).HitAt(10),
            attack.ScoreAuc, attack.TruePositiveRateAtOnePercentFalsePositives, attack.LogProbabilityAuc, attack.DifferenceAuc,
            subgroup.Model.RecallAt(10), subgroup.Count);
    }
}
