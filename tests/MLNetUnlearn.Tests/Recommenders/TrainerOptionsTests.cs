using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Tests.Recommenders;

[TestClass]
public sealed class TrainerOptionsTests
{
    private static readonly SequentialRecommendationTrainers Trainers = new MLContext(seed: 1).SequentialRecommendation().Trainers;

    [TestMethod]
    public void All_violations_are_reported_at_once()
    {
        var options = new SasRecOptions
        {
            SequenceColumnName = "",
            TargetColumnName = " ",
            ForgetColumnName = null!,
            RecommendedColumnName = "",
            ScoreColumnName = "\t",
            TopK = 0,
            EmbeddingSize = 0,
            Epochs = -1,
            BatchSize = 0,
            LearningRate = 0,
            Beta2 = 1,
            ItemUpdates = (ItemUpdates)3,
            GradientNormBound = double.NaN,
            ValidateEveryEpochs = 0,
            PatienceEpochs = 0,
            ValidationNegatives = 0,
            Blocks = 17,
            Heads = 0,
            Dropout = -0.5,
        };

        AssertRejected(
            options,
            "SequenceColumnName is ''; it must be a column name. TargetColumnName is ' '; it must be a column name. " +
            "ForgetColumnName is null; it must be a column name. RecommendedColumnName is ''; it must be a column name. " +
            "ScoreColumnName is '\t'; it must be a column name. TopK is 0; it must be 1 to 65535. " +
            "EmbeddingSize is 0; it must be 1 to 4096. " +
            "Epochs is -1; it must be at least 1. BatchSize is 0; it must be at least 1. " +
            "LearningRate is 0; it must be a finite number above 0. Beta2 is 1; it must be in [0, 1). " +
            "ItemUpdates is 3; it must be Deferred, Dense or Lazy. " +
            "GradientNormBound is NaN; it must be a finite number above 0. ValidateEveryEpochs is 0; it must be at least 1. " +
            "PatienceEpochs is 0; it must be at least 1. ValidationNegatives is 0; it must be at least 1. " +
            "Blocks is 17; it must be 1 to 16. " +
            "Heads is 0; it must be at least 1. Dropout is -0.5; it must be in [0, 1).");
    }

    [TestMethod]
    public void Heads_must_divide_the_embedding_size() => AssertRejected(
        new SasRecOptions { EmbeddingSize = 64, Heads = 3 }, "Heads is 3; it must be a divisor of EmbeddingSize (64).");

    [TestMethod]
    public void Columns_that_need_not_be_there_have_a_name_or_none() => AssertRejected(
        new SasRecOptions { UserColumnName = "", ValidationColumnName = " " },
        "UserColumnName is ''; it must be a column name or null. ValidationColumnName is ' '; it must be a column name or null.");

    [TestMethod]
    public void The_two_output_columns_must_differ() => AssertRejected(
        new SasRecOptions { RecommendedColumnName = "Best", ScoreColumnName = "Best" },
        "RecommendedColumnName and ScoreColumnName are both 'Best'; they must differ.");

    [TestMethod]
    public void The_short_overload_names_its_options_alike()
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Trainers.SasRec(epochs: 0, learningRate: -1, topK: 0));

        Assert.AreEqual(
            "SasRec: TopK is 0; it must be 1 to 65535. Epochs is 0; it must be at least 1. " +
            "LearningRate is -1; it must be a finite number above 0. (Parameter 'options')",
            exception.Message);
    }

    [TestMethod]
    public void Values_at_the_edges_are_allowed() => Trainers.SasRec(new SasRecOptions
    {
        TopK = 1, EmbeddingSize = 4096, Epochs = 1, BatchSize = 1, LearningRate = 1e-12, Beta2 = 0, GradientNormBound = 1e-9,
        ValidateEveryEpochs = 1, PatienceEpochs = 1, ValidationNegatives = 1, Blocks = 16, Heads = 4096, Dropout = 0,
        UserColumnName = null, ValidationColumnName = null,
    });

    [TestMethod]
    public void The_defaults_are_the_documented_ones()
    {
        var options = new SasRecOptions();

        Assert.AreEqual((64, 2, 1, 0.5), (options.EmbeddingSize, options.Blocks, options.Heads, options.Dropout));
        Assert.AreEqual((200, 128, 1e-3, 0.98, ItemUpdates.Deferred),
            (options.Epochs, options.BatchSize, options.LearningRate, options.Beta2, options.ItemUpdates));
        Assert.AreEqual((10, 50, 10, true), (options.ValidateEveryEpochs, options.PatienceEpochs, options.TopK, options.ExcludeSeen));
        Assert.AreEqual((null, null, null), (options.Seed, options.GradientNormBound, options.ValidationNegatives));
    }

    [TestMethod]
    public void Options_must_be_there()
    {
        Assert.AreEqual("options", Assert.ThrowsExactly<ArgumentNullException>(() => Trainers.SasRec(null!)).ParamName);
        Assert.AreEqual("options", Assert.ThrowsExactly<ArgumentNullException>(() => Trainers.Custom(null!)).ParamName);
    }

    private static void AssertRejected(SasRecOptions options, string problems)
    {
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Trainers.SasRec(options));
        Assert.AreEqual($"SasRec: {problems} (Parameter 'options')", exception.Message);
    }
}
