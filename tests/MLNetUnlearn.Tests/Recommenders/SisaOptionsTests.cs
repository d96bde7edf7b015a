using Microsoft.ML;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Recommenders.Negatives;
using MLNetUnlearn.Recommenders.Shards;
using MLNetUnlearn.Tensors;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Recommenders.Shards;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

[TestClass]
public sealed class SisaOptionsTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly SequentialRecommendationTrainers Trainers = Context.SequentialRecommendation().Trainers;

    [TestMethod]
    public void All_violations_are_reported_at_once() => AssertRejected(
        new SisaOptions
        {
            TopK = 0, Recommender = new SasRecOptions { Epochs = 0, Heads = 3 }, Shards = 0, Slices = 257, StateFolder = " ",
            Sharding = new SimilaritySharding { Iterations = 0 }, Aggregation = new AttentionAggregation { Temperature = double.NaN },
        },
        "TopK is 0; it must be 1 to 65535. Epochs is 0; it must be at least 1. Heads is 3; it must be a divisor of EmbeddingSize (64). " +
        "Shards is 0; it must be 1 to 256. Slices is 257; it must be 1 to 256. Sharding.Iterations is 0; it must be at least 1. " +
        "Aggregation.Temperature is NaN; it must be in [0.01, 100]. StateFolder is ' '; it must be a folder or null.");

    [TestMethod]
    public void What_must_be_there_is_asked_for() => AssertRejected(
        new SisaOptions
        {
            Recommender = null!, Sharding = null!, Aggregation = null!,
            Checkpoint = new CheckpointOptions { FilePath = Path.Combine(Path.GetTempPath(), "sisa.checkpoint") },
        },
        "Recommender is null; it must be options such as SasRecOptions. Sharding is null; it must be UniformSharding or SimilaritySharding. " +
        "Aggregation is null; it must be MeanAggregation or AttentionAggregation. " +
        "StateFolder is null; it must be a folder where there is a Checkpoint.");

    [TestMethod]
    public void What_the_shards_options_say_cannot_be_said_of_the_whole() => AssertRejected(
        new SisaOptions
        {
            EmbeddingSize = 8, Epochs = 1, BatchSize = 2, Loss = new SoftmaxCrossEntropyLoss(), NegativeSampling = new PopularityNegatives(),
            LearningRate = 0.5, Beta2 = 0.5, ItemUpdates = ItemUpdates.Lazy, GradientNormBound = 2, ValidateEveryEpochs = 3,
            PatienceEpochs = 4, ValidationNegatives = 5,
        },
        "EmbeddingSize is 8; it must be left at 64: that of the shards is Recommender.EmbeddingSize. " +
        "Epochs is 1; it must be left at 200: that of the shards is Recommender.Epochs. " +
        "BatchSize is 2; it must be left at 128: that of the shards is Recommender.BatchSize. " +
        $"Loss is {new SoftmaxCrossEntropyLoss()}; it must be left at {new BinaryCrossEntropyLoss()}: that of the shards is Recommender.Loss. " +
        $"NegativeSampling is {new PopularityNegatives()}; it must be left at {new UniformNegatives()}: " +
        "that of the shards is Recommender.NegativeSampling. " +
        "LearningRate is 0.5; it must be left at 0.001: that of the shards is Recommender.LearningRate. " +
        "Beta2 is 0.5; it must be left at 0.98: that of the shards is Recommender.Beta2. " +
        "ItemUpdates is Lazy; it must be left at Deferred: that of the shards is Recommender.ItemUpdates. " +
        "GradientNormBound is 2; it must be left at null: that of the shards is Recommender.GradientNormBound. " +
        "ValidateEveryEpochs is 3; it must be left at 10: that of the shards is Recommender.ValidateEveryEpochs. " +
        "PatienceEpochs is 4; it must be left at 50: that of the shards is Recommender.PatienceEpochs. " +
        "ValidationNegatives is 5; it must be left at null: that of the shards is Recommender.ValidationNegatives.");

    [TestMethod]
    public void Shards_have_no_shards() => AssertRejected(
        new SisaOptions { Recommender = new SisaOptions() }, "Recommender is 'Sisa'; it must be a network without shards.");

    [TestMethod]
    public void The_defaults_are_the_documented_ones()
    {
        var options = new SisaOptions();

        Assert.AreEqual((5, 1, null), (options.Shards, options.Slices, options.StateFolder));
        Assert.AreEqual(new SasRecOptions(), options.Recommender);
        Assert.AreEqual(new UniformSharding(), options.Sharding);
        Assert.AreEqual(new MeanAggregation(), options.Aggregation);
        Assert.AreEqual((10, 0.5), (new SimilaritySharding().Iterations, new AttentionAggregation().Temperature));
    }

    [TestMethod]
    public void Shards_do_not_go_on_from_a_trained_model()
    {
        using var model = ShardUsers.Train(Context, ShardUsers.Plain);
        var trainer = Trainers.Sisa(ShardUsers.Plain);

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => trainer.Fit(Views.Window(Context, ShardUsers.Split(Context)), model));

        Assert.AreEqual(
            "Sisa: Shards cannot go on from a trained model: what it has learnt would be in all of them. (Parameter 'model')", exception.Message);
    }

    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    public void Options_are_saved_with_those_of_the_shards(string model)
    {
        var options = ShardUsers.Plain with
        {
            Recommender = SavedModels.TinyOf(model), Slices = 2, Sharding = new SimilaritySharding { Iterations = 3 },
            Aggregation = new AttentionAggregation { Temperature = 0.3 },
        };
        using var folder = new TempFolder();
        using var trained = ShardUsers.Train(Context, options with { StateFolder = folder.File("states") });

        using var loaded = SavedModels.Load(Context, SavedModels.Package(Context, trained));

        Assert.AreEqual(options, loaded.Options);
        Assert.AreEqual(options with { StateFolder = folder.File("states") }, trained.Options);
        ShardUsers.AssertEqual(trained, loaded);
    }

    [TestMethod]
    public void A_network_of_a_users_own_is_loaded_with_an_example_of_its_options()
    {
        using var trained = ShardUsers.Train(
            Context, ShardUsers.Plain with { Recommender = new TableOptions { Epochs = 2 } });
        var package = SavedModels.Package(Context, trained);

        using var loaded = SavedModels.Load(Context, package, new TableOptions());

        ShardUsers.AssertEqual(trained, loaded);
        Assert.AreEqual(trained.Options, loaded.Options);
        var exception = Assert.ThrowsExactly<FormatException>(() => SavedModels.Load(Context, package));
        Assert.StartsWith("The stream cannot be read. It holds a model 'Table', which is none of SasRec, ", exception.Message);
    }

    [TestMethod]
    public void What_belongs_to_a_run_stays_behind()
    {
        using var trained = ShardUsers.Train(Context, ShardUsers.Plain with
        {
            Recommender = SavedModels.Tiny with { Threads = 1, Progress = new Listener<TrainingProgress>(_ => { }) },
            Report = new Listener<SisaReport>(_ => { }), Threads = 1,
        });

        Assert.AreEqual(ShardUsers.Plain, trained.Options);
    }

    private static void AssertRejected(SisaOptions options, string problems) => Assert.AreEqual(
        $"Sisa: {problems} (Parameter 'options')",
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Trainers.Sisa(options)).Message);
}
