using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.PipelineTests.Support;

/// <summary>The data of all suites, from a log to windows: 600 readers of 20 serials of 12 parts each.</summary>
internal static class Shop
{
    public const int Items = 20 * 12;
    public const int MaximumLength = 8;

    public static MLContext Context { get; } = new(seed: 1);

    public static IDataView Log { get; } = Context.Data.LoadFromEnumerable(PlantedInteractions.Generate(new PlantedInteractionsOptions
    {
        Users = 600, Rings = 20, ItemsPerRing = 12, Follow = 0.5, MinimumLength = 5, MeanLength = 10, Seed = 4,
    }).Interactions);

    public static TransformerChain<ITransformer> Sequences { get; } = Context.Transforms.Conversion.MapValueToKey("Item", "ItemId")
        .Append(Context.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", "Timestamp"))
        .Append<ITransformer>(Context.Transforms.SplitLeaveOneOut("Sequence")).Fit(Log);

    public static IDataView Users { get; } = Sequences.Transform(Log);

    public static IReadOnlyList<ForgetRequest> Requests { get; } =
        Context.Unlearning().SampleForgetRequests(Users, userFraction: 0.15, maximumItemFraction: 0.5, seed: 2);

    public static PartitionForgetRemainTransformer Partition { get; } = Context.Transforms.PartitionForgetRemain(Requests).Fit(Users);

    public static IDataView Partitioned { get; } = Partition.Transform(Users);

    public static PadAndSplitSequencesEstimator Windows { get; } =
        Context.Transforms.PadAndSplitSequences("Sequence", maximumLength: MaximumLength);

    /// <summary>Small networks that learn the serials in a second or two.</summary>
    public static T Small<T>(T options)
        where T : RecommenderOptions => (T)(options with
    {
        EmbeddingSize = 32, Epochs = 60, BatchSize = 64, LearningRate = 0.005, ValidateEveryEpochs = 60, PatienceEpochs = 60, Seed = 3,
    });
}
