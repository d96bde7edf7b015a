using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MyNetwork = MLNetUnlearn.Tests.Examples.Pages.OwnNetwork;

namespace MLNetUnlearn.Tests.Examples.Pages;

/// <summary>The code of docs/models, compiled; what it calls is tested in Recommenders.</summary>
internal static class ModelPages
{
    public static SequentialRecommenderTrainer SasRec(MLContext mlContext)
    {
        var trainer = mlContext.SequentialRecommendation().Trainers.SasRec(new SasRecOptions { Blocks = 2, Dropout = 0.5, Epochs = 100 });
        return trainer;
    }

    public static SequentialRecommenderTrainer Gru4Rec(MLContext mlContext)
    {
        var trainer = mlContext.SequentialRecommendation().Trainers.Gru4Rec(new Gru4RecOptions { Epochs = 100 });
        return trainer;
    }

    public static SequentialRecommenderTrainer Bert4Rec(MLContext mlContext)
    {
        var trainer = mlContext.SequentialRecommendation().Trainers.Bert4Rec(new Bert4RecOptions { MaskProbability = 0.3 });
        return trainer;
    }

    public static CountingRecommenderTransformer Popularity(MLContext mlContext, IDataView windows)
    {
        var model = mlContext.SequentialRecommendation().Trainers.Popularity().Fit(windows);
        return model;
    }

    public static CountingRecommenderTransformer ItemKnn(MLContext mlContext, IDataView windows)
    {
        var model = mlContext.SequentialRecommendation().Trainers.ItemKnn(neighbors: 200, shrinkage: 20, decay: 0.8).Fit(windows);
        return model;
    }

    public static SequentialRecommenderTrainer Own(MLContext mlContext)
    {
        // The network is plain TorchSharp (or its twin in the default build).
        // Items is its nn.Embedding with a row per item and row 0 for padding.
        var trainer = mlContext.SequentialRecommendation().Trainers.Custom(new CustomOptions
        {
            ModelName = "Mine",
            ModuleFactory = (itemCount, maximumLength) =>
            {
                var network = new MyNetwork(itemCount, maximumLength);
                return new PaddedModule(network, network.Items, maximumLength);
            },
            Epochs = 100,
        });
        return trainer;
    }
}
