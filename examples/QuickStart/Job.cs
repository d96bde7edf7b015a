using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Unlearning;

namespace QuickStart;

/// <summary>The main job: chain, train, forget, judge. This file is the one to copy from.</summary>
internal sealed class Job(MLContext mlContext, int seed)
{
    /// <summary>The steps whose messages show how far the job has come.</summary>
    public static readonly string[] Steps = ["SasRec", "NewtonStep", "Retrain"];

    private const int Negatives = 100;

    public Report Run(InteractionLog interactions, string dataName, int epochs, string? modelFile, string? pageFile)
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
        var original = Measured(listener => windows.Append(mlContext.SequentialRecommendation().Trainers.SasRec(
            new SasRecOptions { Epochs = epochs, Progress = listener })).Fit(users));

        // Forget: with the model at hand, and by training from scratch.
        var unlearned = Measured(listener => windows.Append(mlContext.Unlearning().NewtonStep(
            original.Model, new NewtonStepOptions { Progress = listener })).Fit(partitioned));

        var retrained = Measured(listener => windows.Append(mlContext.Unlearning().Retrain(
            original.Model, new RetrainOptions { Progress = listener })).Fit(partitioned));

        if (modelFile is not null)
            ModelFile.Write(mlContext, log, interactions.HasTimestamps, unlearned.Model, modelFile);
        if (pageFile is not null)
            new ReportPage(mlContext, users, partitioned, requests, seed).Write(dataName, original, retrained, unlearned, pageFile);

        return new Report(
            new DatasetFigures(Rows(users), original.Model.ItemCount, interactions.Interactions.Count),
            requests.Count,
            Judge(original.Model, retrained.Model, partitioned),
            Judge(retrained.Model, retrained.Model, partitioned),
            Judge(unlearned.Model, retrained.Model, partitioned),
            new SecondsFigures(original.Cost.Seconds, retrained.Cost.Seconds, unlearned.Cost.Seconds));
    }

    private ModelFigures Judge(SequentialRecommenderTransformer model, SequentialRecommenderTransformer retrained, IDataView partitioned)
    {
        var full = mlContext.SequentialRecommendation().Evaluate(model, partitioned, seed: seed);
        var sampled = mlContext.SequentialRecommendation().Evaluate(model, partitioned, Negatives, seed);
        var forgetting = mlContext.Unlearning().Evaluate(model, retrained, partitioned, Negatives, seed);
        return new ModelFigures(
            full.RecallAt(10), full.NdcgAt(10), sampled.RecallAt(10), sampled.NdcgAt(10), forgetting.HitAt(10), forgetting.SignedGapAt(10));
    }

    // Its curve and its cost on the way.
    private MeasuredModel Measured(Func<CurveRecorder, TransformerChain<SequentialRecommenderTransformer>> fit)
    {
        CurveRecorder? curve = null;
        var measured = mlContext.Unlearning().MeasureCost(costs => fit(curve = new CurveRecorder(costs)).LastTransformer);
        return new MeasuredModel(measured.Result, measured.Cost, curve!.Points);
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
