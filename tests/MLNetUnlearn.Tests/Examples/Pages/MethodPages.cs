using Microsoft.ML;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Rules;

namespace MLNetUnlearn.Tests.Examples.Pages;

/// <summary>The code of docs/methods, compiled; what it calls is tested in Unlearning.</summary>
internal static class MethodPages
{
    public static void Chain(
        MLContext mlContext, SequentialRecommenderTransformer model, IDataView users, PadAndSplitSequencesEstimator windows)
    {
        ForgetRequest[] requests = [new("u17", "i42"), new("u17", "i43")];                        // user, item, and if need be the time
        var partitioned = mlContext.Transforms.PartitionForgetRemain(requests).Fit(users).Transform(users);
        using var unlearned = windows.Append(mlContext.Unlearning().NewtonStep(model)).Fit(partitioned).LastTransformer;
    }

    public static SequentialRecommenderTransformer NewtonStep(
        MLContext mlContext, SequentialRecommenderTransformer model, IDataView partitioned)
    {
        var unlearned = mlContext.Unlearning().NewtonStep(model).Fit(partitioned);
        return unlearned;
    }

    public static SequentialRecommenderTransformer CalibratedAscent(
        MLContext mlContext, SequentialRecommenderTransformer model, IDataView partitioned)
    {
        var unlearned = mlContext.Unlearning().CalibratedAscent(model).Fit(partitioned);
        return unlearned;
    }

    public static SequentialRecommenderTransformer[] Npo(MLContext mlContext, SequentialRecommenderTransformer model, IDataView partitioned)
    {
        var unlearned = mlContext.Unlearning().Npo(model).Fit(partitioned);
        var projected = mlContext.Unlearning().Npo(model, new NpoOptions { Beta = 0.5, Rule = new PcGrad() }).Fit(partitioned);
        return [unlearned, projected];
    }

    public static SequentialRecommenderTransformer[] RandomLabel(
        MLContext mlContext, SequentialRecommenderTransformer model, IDataView partitioned)
    {
        var unlearned = mlContext.Unlearning().RandomLabel(model).Fit(partitioned);
        var milder = mlContext.Unlearning().RandomLabel(model, forgettingWeight: 0.05).Fit(partitioned);        // as measured below
        return [unlearned, milder];
    }

    public static SequentialRecommenderTransformer[] Sruga(
        MLContext mlContext, SequentialRecommenderTransformer model, IDataView partitioned)
    {
        var unlearned = mlContext.Unlearning().Sruga(model).Fit(partitioned);                                   // the thesis's weights
        var reweighted = mlContext.Unlearning().Sruga(model, 0.1, 1, 0.25, learningRate: 1e-3).Fit(partitioned); // keeps more, below
        var fineTuned = mlContext.Unlearning().Sruga(model, 0, 1, 0).Fit(partitioned);                          // nothing that forgets
        return [unlearned, reweighted, fineTuned];
    }

    public static SequentialRecommenderTransformer[] Cau(MLContext mlContext, SequentialRecommenderTransformer model, IDataView partitioned)
    {
        var unlearned = mlContext.Unlearning().Cau(model).Fit(partitioned);
        var without = mlContext.Unlearning().Cau(model, new CauOptions { Rule = new WeightedSum(), Curriculum = null }).Fit(partitioned);
        return [unlearned, without];
    }

    public static SequentialRecommenderTransformer[] Retrain(
        MLContext mlContext, SequentialRecommenderTransformer model, IDataView partitioned)
    {
        var retrained = mlContext.Unlearning().Retrain(model).Fit(partitioned);
        var shorter = mlContext.Unlearning().Retrain(
            model, new RetrainOptions { Recommender = new SasRecOptions { Epochs = 100 } }).Fit(partitioned);
        return [retrained, shorter];
    }

    public static SequentialRecommenderTransformer Ssd(
        MLContext mlContext, SequentialRecommenderTransformer model, IDataView windows, IDataView partitioned)
    {
        mlContext.Unlearning().SaveFisher(model, windows, "model.fisher");
        var unlearned = mlContext.Unlearning().Ssd(model, fisherFile: "model.fisher").Fit(partitioned);
        return unlearned;
    }

    public static SequentialRecommenderTransformer Sisa(
        MLContext mlContext, IDataView users, IDataView partitioned, IDataView partitionedAgain, PadAndSplitSequencesEstimator windows)
    {
        var trainer = mlContext.SequentialRecommendation().Trainers.Sisa(new SisaOptions
        {
            Recommender = new SasRecOptions { Epochs = 200 },    // the network of a shard: SASRec, GRU4Rec, BERT4Rec or your own
            Shards = 5, Slices = 4, StateFolder = "states", Seed = 1,
        });
        var model = windows.Append(trainer).Fit(users).LastTransformer;

        var unlearned = windows.Append(mlContext.Unlearning().Sisa(model)).Fit(partitioned).LastTransformer;
        var next = windows.Append(mlContext.Unlearning().Sisa(unlearned)).Fit(partitionedAgain).LastTransformer;    // the next batch
        return next;
    }
}
