using Microsoft.ML;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Evaluation.Suite;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Examples.Pages;

/// <summary>The code of docs/evaluating.md, compiled; what it calls is tested in Evaluation, Experiments and Costs.</summary>
internal static class EvaluatingPage
{
    public static object[] Questions(
        MLContext mlContext, SequentialRecommenderTransformer original, SequentialRecommenderTransformer model,
        SequentialRecommenderTransformer retrained, IDataView partitioned)
    {
        var worth = mlContext.SequentialRecommendation().Evaluate(model, partitioned);                    // test items
        var forgetting = mlContext.Unlearning().Evaluate(model, retrained, partitioned);                  // forgotten pairs: hits and gap
        var war = mlContext.Unlearning().EvaluateTugOfWar(model, retrained, partitioned);                  // all three in one figure
        var thresholds = mlContext.Unlearning().EvaluateMembership(model, retrained, partitioned);        // forgotten pairs: membership by one number
        var attack = mlContext.Unlearning().EvaluateMembershipAttack(model, retrained, partitioned);      // forgotten pairs: by a trained attacker
        var memory = mlContext.Unlearning().EvaluateRelearning(original, model, retrained, partitioned);   // forgotten pairs: hidden memory
        var damage = mlContext.Unlearning().EvaluateForgottenItems(model, retrained, partitioned);        // items that were largely forgotten
        var groups = mlContext.Unlearning().EvaluateSubgroups(model, retrained, partitioned);              // by users' activity, items' popularity …
        Console.WriteLine($"{forgetting.RankDistance} p {forgetting.RankDistancePValue} pushed away {forgetting.StreisandShare}");
        return [worth, war, thresholds, attack, memory, damage, groups];
    }

    public static IReadOnlyDictionary<string, double> Everything(
        MLContext mlContext, SequentialRecommenderTransformer original, SequentialRecommenderTransformer model,
        SequentialRecommenderTransformer retrained, IDataView partitioned)
    {
        var everything = mlContext.Unlearning().EvaluateAll(original, model, retrained, partitioned);
        IReadOnlyDictionary<string, double> figures = ReportFigures.Of(everything);                      // as reports name them
        return figures;
    }

    public static void AttackAndGroups(
        MLContext mlContext, SequentialRecommenderTransformer model, SequentialRecommenderTransformer retrained, IDataView partitioned)
    {
        var attack = mlContext.Unlearning().EvaluateMembershipAttack(
            model, retrained, partitioned, new MembershipAttackOptions { MinimumExampleCountPerLeaf = 20 });
        Console.WriteLine($"{attack.Sequences.Auc} beside {attack.RetrainedSequences.Auc}, leakage {attack.PrivacyLeakage}");

        foreach (var group in mlContext.Unlearning().EvaluateSubgroups(model, retrained, partitioned))
            Console.WriteLine($"{group.Name} {group.Count} {group.Model.RecallAt(10)} {group.Retrained.RecallAt(10)} {group.Forgetting?.GapAt(10)}");
    }

    public static (double Told, double HeldOut) NotToldOf(
        MLContext mlContext, SequentialRecommenderTransformer original, SequentialRecommenderTransformer model,
        SequentialRecommenderTransformer retrained, IDataView partitioned, PadAndSplitSequencesEstimator windows)
    {
        var parts = mlContext.Unlearning().HoldOutForgotten(partitioned, share: 0.2, seed: 1);
        var unlearned = windows.Append(mlContext.Unlearning().NewtonStep(model)).Fit(parts.ToForget).LastTransformer;
        var told = mlContext.Unlearning().Evaluate(unlearned, retrained, parts.ToForget);
        var heldOut = mlContext.Unlearning().Evaluate(unlearned, retrained, parts.HeldOut);      // retrained on what remains of partitioned

        var everything = mlContext.Unlearning().EvaluateAll(
            original, unlearned, retrained, parts.ToForget, new ForgettingEvaluationOptions { HeldOut = parts.HeldOut });
        Console.WriteLine($"told {everything.SampledForgetting.HitAt(10)}, held out {everything.HeldOut!.HitAt(10)}");
        return (told.HitAt(10), heldOut.HitAt(10));
    }

    public static void Stream(MLContext mlContext, SequentialRecommenderTransformer model, IDataView sequences)
    {
        var requests = mlContext.Unlearning().SampleForgetRequests(sequences, userFraction: 0.01).GroupBy(request => request.UserId);
        var stream = mlContext.Unlearning().EvaluateStream(model, sequences, requests, (current, request) =>
            mlContext.Unlearning().NewtonStep(current, new NewtonStepOptions { Seed = request.Number, Progress = request.Progress }));
        foreach (var at in stream.Checkpoints)
            Console.WriteLine($"{at.Requests} {at.Pairs} {at.Forgetting.HitAt(10)} {at.Forgetting.Retrained.RecallAt(10)} {at.Cost.RatioToRetraining}");
    }

    public static double Cost(
        MLContext mlContext, SequentialRecommenderTransformer original, IDataView partitioned, PadAndSplitSequencesEstimator windows)
    {
        var measured = mlContext.Unlearning().MeasureCost(recorder => windows
            .Append(mlContext.Unlearning().Sruga(original, new SrugaOptions { Progress = recorder })).Fit(partitioned));
        var (model, cost) = (measured.Result.LastTransformer, measured.Cost);
        using (model)
            return cost.Seconds;
    }
}
