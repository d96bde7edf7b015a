using Microsoft.ML;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Evaluation.Relearning;
using MLNetUnlearn.Evaluation.Subgroups;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Evaluation.Suite;

/// <summary>Asks everything of a model.</summary>
internal sealed class ForgettingEvaluator(
    MLContext mlContext, RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned,
    ForgettingEvaluationOptions options)
{
    private const string Name = "EvaluateAll";
    private const int Negatives = 100;

    public static ForgettingEvaluation Evaluate(
        MLContext mlContext, RecommenderTransformer original, RecommenderTransformer model, RecommenderTransformer retrained,
        IDataView partitioned, ForgettingEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(retrained);
        ArgumentNullException.ThrowIfNull(partitioned);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        options.CheckColumns(partitioned.Schema, Name);
        return new ForgettingEvaluator(mlContext, model, retrained, partitioned, options).Evaluate(original);
    }

    private ForgettingEvaluation Evaluate(RecommenderTransformer original)
    {
        var areNetworks = model is SequentialRecommenderTransformer && retrained is SequentialRecommenderTransformer;
        return new ForgettingEvaluation
        {
            Utility = Utility(negatives: null),
            SampledUtility = Utility(Negatives),
            Forgetting = Forgetting(partitioned, negatives: null),
            SampledForgetting = Forgetting(partitioned, Negatives),
            HeldOut = options.HeldOut is { } heldOut ? Forgetting(heldOut, Negatives) : null,
            TugOfWar = TugOfWarEvaluator.Evaluate(
                model, retrained, partitioned, options.With(new TugOfWarOptions { Negatives = Negatives })),
            Membership = areNetworks
                ? MembershipEvaluator.Evaluate(model, retrained, partitioned, options.With(new MembershipEvaluationOptions())) : null,
            Attack = areNetworks && options.Attack is { } attack
                ? MembershipAttackEvaluator.Try(mlContext, model, retrained, partitioned, options.With(attack), out _) : null,
            Relearning = areNetworks && original is SequentialRecommenderTransformer && options.Relearning is { } relearning
                ? RelearningEvaluator.Evaluate(original, model, retrained, partitioned, options.With(relearning)) : null,
            ForgottenItems = ForgottenItemEvaluator.Evaluate(
                model, retrained, partitioned, options.With(new ForgottenItemEvaluationOptions { Negatives = Negatives })),
            Subgroups = SubgroupEvaluator.Evaluate(
                model, retrained, partitioned, options.With(new SubgroupEvaluationOptions { Negatives = Negatives })),
        };
    }

    private SequentialRankingMetrics Utility(int? negatives) => RankingEvaluator.Evaluate(
        model, partitioned, options.OfTest() with { Negatives = negatives, Seed = options.Seed }, forgetRows: false, Name);

    private ForgettingMetrics Forgetting(IDataView view, int? negatives)
    {
        var what = options.OfForgotten() with { Negatives = negatives, Seed = options.Seed };
        return new ForgettingMetrics(
            RankingEvaluator.Evaluate(model, view, what, forgetRows: true, Name),
            RankingEvaluator.Evaluate(retrained, view, what, forgetRows: true, Name));
    }
}
