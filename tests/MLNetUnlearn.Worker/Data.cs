using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Worker;

/// <summary>A thousand users who walk along rings, the same in every process.</summary>
internal static class Data
{
    public static SasRecOptions Options { get; } = new()
    {
        EmbeddingSize = 32, Blocks = 2, Epochs = 40, BatchSize = 32, LearningRate = 0.005, ValidateEveryEpochs = 3, PatienceEpochs = 100,
        Seed = 3,
    };

    public static IDataView Log(MLContext mlContext) => mlContext.Data.LoadFromEnumerable(PlantedInteractions.Generate(
        new PlantedInteractionsOptions { Users = 1000, Rings = 6, ItemsPerRing = 10, MeanLength = 8 }).Interactions);

    /// <summary>Interactions to one sequence per user with two items held out.</summary>
    public static IEstimator<ITransformer> Sequences(MLContext mlContext) =>
        mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences(timestampColumnName: "Timestamp"))
            .Append(mlContext.Transforms.SplitLeaveOneOut());

    public static IDataView Users(MLContext mlContext)
    {
        var log = Log(mlContext);
        return Sequences(mlContext).Fit(log).Transform(log);
    }

    public static IDataView Windows(MLContext mlContext, IDataView sequences) =>
        mlContext.Transforms.PadAndSplitSequences(maximumLength: 6).Fit(sequences).Transform(sequences);
}
