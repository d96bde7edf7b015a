using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>Users on three rings of ten items, one step in ten at random: the best prediction is the ring's next item.</summary>
internal static class PlantedRing
{
    public const int MaximumLength = 6;

    public static PlantedInteractions Interactions(int users = 300) => PlantedInteractions.Generate(new PlantedInteractionsOptions
    {
        Users = users, Rings = 3, ItemsPerRing = 10, Follow = 0.9, MinimumLength = 5, MeanLength = 8,
    });

    /// <summary>A small SASRec that learns the rings in a second.</summary>
    public static SasRecOptions Options { get; } = new()
    {
        EmbeddingSize = 16, Blocks = 1, Dropout = 0.1, Epochs = 30, BatchSize = 32, LearningRate = 0.01, ValidateEveryEpochs = 5,
        PatienceEpochs = 15, Seed = 3, TopK = 3,
    };

    public static SequentialRecommenderTransformer Fit(MLContext mlContext, IDataView split, RecommenderOptions? options = null) =>
        mlContext.SequentialRecommendation().Trainers.Custom(options ?? Options).Fit(Views.Window(mlContext, split, MaximumLength));
}
