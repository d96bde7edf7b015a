using Microsoft.ML;
using Microsoft.ML.Runtime;
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

    private readonly List<string> _problems = [];

    public static ForgettingEvaluation Evaluate(
        MLContext mlContext, RecommenderTransformer original, RecommenderTransformer model, RecommenderTransformer retrained,
        IDataView partitioned, ForgettingEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(original);
        PartitionedEvaluationOptions.CheckInputs(model, retrained, partitioned, options, Name);
        if (options.HeldOut is { } heldOut)
        {
            options.CheckColumns(heldOut.Schema, $"{Name}, of {nameof(options.HeldOut)},");
            foreach (var asked in new[] { model, retrained })
                asked.Vocabulary.CheckSame(heldOut.Schema[options.SequenceColumnName], asked.Options.Name);
        }
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
            TugOfWar = Part(() => TugOfWarEvaluator.Evaluate(
                model, retrained, partitioned, options.With(new TugOfWarOptions { Negatives = Negatives }))),
            Membership = areNetworks ? Part(() => MembershipEvaluator.Evaluate(
                model, retrained, partitioned, options.With(new MembershipEvaluationOptions()))) : null,
            Attack = areNetworks && options.Attack is { } attack ? Part(() => Attack(attack)) : null,
            Relearning = areNetworks && original is SequentialRecommenderTransformer && options.Relearning is { } relearning
                ? Part(() => Relearning(original, relearning)) : null,
            ForgottenItems = Part(() => ForgottenItemEvaluator.Evaluate(
                model, retrained, partitioned, options.With(new ForgottenItemEvaluationOptions { Negatives = Negatives }))),
            Subgroups = Part(() => SubgroupEvaluator.Evaluate(
                model, retrained, partitioned, options.With(new SubgroupEvaluationOptions { Negatives = Negatives }))),
            Problems = _problems,
        };
    }

    private T Part<T>(Func<T> evaluate)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        return evaluate();
    }

    private SequentialRankingMetrics Utility(int? negatives) => Part(() => RankingEvaluator.Evaluate(
        model, partitioned, options.OfTest() with { Negatives = negatives, Seed = options.Seed }, forgetRows: false, Name));

    private ForgettingMetrics Forgetting(IDataView view, int? negatives) => Part(() => RankingEvaluator.EvaluateForgetting(
        model, retrained, view, options.OfForgotten() with { Negatives = negatives, Seed = options.Seed }, Name));

    private MembershipAttackMetrics? Attack(MembershipAttackOptions attack)
    {
        var metrics = MembershipAttackEvaluator.Try(mlContext, model, retrained, partitioned, options.With(attack), out var problem);
        if (metrics is not null)
            return metrics;
        _problems.Add($"The trained attack is left out: {problem}");
        using var channel = ((IHostEnvironment)mlContext).Register(Name).Start(Name);
        channel.Warning(MessageSensitivity.None, $"{Name}: {_problems[^1]}");
        return null;
    }

    private RelearningMetrics Relearning(RecommenderTransformer original, RelearningEvaluationOptions relearning)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(relearning.CancellationToken, options.CancellationToken);
        return RelearningEvaluator.Evaluate(
            original, model, retrained, partitioned, options.With(relearning) with { CancellationToken = either.Token });
    }
}
