using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace QuickStart;

/// <summary>The main job: chain, train, forget, judge. This file is the one to copy from.</summary>
internal sealed class Job(MLContext mlContext, int seed)
{
    /// <summary>The steps whose messages show how far the job has come.</summary>
    public static readonly string[] Steps = ["SasRec", "NewtonStep", "Retrain"];

    private const int Negatives = 100;

    public Report Run(InteractionLog interactions, int epochs, string? modelFile)
    {
        // Interactions -> one sequence of items per user -> the last two items held out. The items' keys are settled here, once.
        var log = mlContext.Data.LoadFromEnumerable(interactions.Interactions);
        var sequences = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences(
                "Sequence", "UserId", "Item", interactions.HasTimestamps ? "Timestamp" : null))
            .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"));
        var users = sequences.Fit(log).Transform(log);

        // Who asks for what: 10 % of the users, up to half of their training items each.
        var requests = mlContext.Unlearning().SampleForgetRequests(users, userFraction: 0.1, maximumItemFraction: 0.5, seed);
        if (requests.Count == 0)
        {
            throw new InvalidOperationException(
                "No user has enough interactions to forget one: 5 at least, the last two of which are held out.");
        }
        var partition = mlContext.Transforms.PartitionForgetRemain(requests);
        var partitioned = partition.Fit(users).Transform(users);

        // The model that is in production, trained on windows of 10 items.
        var windows = mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: 10);
        var trainer = mlContext.SequentialRecommendation().Trainers.SasRec(new SasRecOptions { Epochs = epochs });
        var (original, trainSeconds) = Timed(() => windows.Append(trainer).Fit(users).LastTransformer);

        // Forget: with the model at hand, and by training from scratch.
        var newtonStep = mlContext.Unlearning().NewtonStep(original);
        var (unlearned, unlearnSeconds) = Timed(() => windows.Append(newtonStep).Fit(partitioned).LastTransformer);

        var retrain = mlContext.Unlearning().Retrain(original);
        var (retrained, retrainSeconds) = Timed(() => windows.Append(retrain).Fit(partitioned).LastTransformer);

        if (modelFile is not null)
            ModelFile.Write(mlContext, log, interactions.HasTimestamps, unlearned, modelFile);

        return new Report(
            new DatasetFigures(Rows(users), original.ItemCount, interactions.Interactions.Count),
            requests.Count,
            Judge(original, retrained, partitioned),
            Judge(retrained, retrained, partitioned),
            Judge(unlearned, retrained, partitioned),
            new SecondsFigures(trainSeconds, retrainSeconds, unlearnSeconds));
    }

    private ModelFigures Judge(SequentialRecommenderTransformer model, SequentialRecommenderTransformer retrained, IDataView partitioned)
    {
        var full = mlContext.SequentialRecommendation().Evaluate(model, partitioned, seed: seed);
        var sampled = mlContext.SequentialRecommendation().Evaluate(model, partitioned, Negatives, seed);
        var forgetting = mlContext.Unlearning().Evaluate(model, retrained, partitioned, Negatives, seed);
        return new ModelFigures(
            full.RecallAt(10), full.NdcgAt(10), sampled.RecallAt(10), sampled.NdcgAt(10), forgetting.HitAt(10), forgetting.SignedGapAt(10));
    }

    private static (T Result, double Seconds) Timed<T>(Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        return (work(), clock.Elapsed.TotalSeconds);
    }

    private static int Rows(IDataView view)
    {
        using var cursor = view.GetRowCursor([]);
        var count = 0;
        while (cursor.MoveNext())
            count++;
        return count;
    }
}
