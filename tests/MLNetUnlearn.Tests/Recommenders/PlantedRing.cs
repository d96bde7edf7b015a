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

    /// <summary>A small one of each model.</summary>
    public static RecommenderOptions OptionsOf(string model) => model switch
    {
        "Gru4Rec" => Scheduled(new Gru4RecOptions()),
        // Fewer places of a window have a target, so it needs more passes.
        "Bert4Rec" => Scheduled(new Bert4RecOptions { Blocks = 1, Heads = 2, Dropout = 0.1, LastItemShare = 0.2 })
            with { Epochs = 120, PatienceEpochs = 60 },
        _ => Options,
    };

    public static SequentialRecommenderTransformer Fit(MLContext mlContext, IDataView split, RecommenderOptions? options = null) =>
        mlContext.SequentialRecommendation().Trainers.Custom(options ?? Options).Fit(Views.Window(mlContext, split, MaximumLength));

    private static RecommenderOptions Scheduled(RecommenderOptions options) => options with
    {
        EmbeddingSize = Options.EmbeddingSize, Epochs = Options.Epochs, BatchSize = Options.BatchSize, LearningRate = Options.LearningRate,
        ValidateEveryEpochs = Options.ValidateEveryEpochs, PatienceEpochs = Options.PatienceEpochs, Seed = Options.Seed, TopK = Options.TopK,
    };
}
