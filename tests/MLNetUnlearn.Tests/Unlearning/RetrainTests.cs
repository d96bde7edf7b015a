using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Unlearning;

[TestClass]
public sealed class RetrainTests
{
    private static readonly SasRecOptions Options = PlantedRing.Options with { Epochs = 3, Seed = 7 };

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _split;
    private readonly IDataView _windows;

    public RetrainTests()
    {
        _split = Views.Split(_mlContext, "u0: a b c d e f g h; u1: a b c d e f; u2: c d e g h a b; u3: h g f e d c");
        _windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, _split, "u1 c; u2 g; u3 f; u3 e"));
    }

    [TestMethod]
    public void Retraining_is_training_on_the_remaining_windows_bit_for_bit()
    {
        var retrained = Retrain(new RetrainOptions { Seed = 7 });

        Weights.AssertEqual(Weights.Of(Train(Options, _windows).Module), Weights.Of(retrained.Module));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(1, DisplayName = "Nor do negatives avoid them, by which the best epoch is chosen")]
    [DataRow(2)]
    public void The_forgotten_items_leave_no_trace(int? negatives)
    {
        var options = Options with { Epochs = 6, ValidateEveryEpochs = 1, ValidationNegatives = negatives };
        var without = Views.Split(_mlContext, "u0: a b c d e f g h; u1: a b d e f; u2: c d e h a b; u3: h g d c");

        var retrained = Retrain(new RetrainOptions { Recommender = options, Seed = 7 });

        Weights.AssertEqual(Weights.Of(Train(options, Views.Window(_mlContext, without)).Module), Weights.Of(retrained.Module));
    }

    [TestMethod]
    public void The_original_stays_as_it_is()
    {
        var original = Train(Options, Views.Window(_mlContext, _split));
        var before = Weights.Of(original.Module);

        var retrained = _mlContext.Unlearning().Retrain(original).Fit(_windows);

        Weights.AssertEqual(before, Weights.Of(original.Module));
        Assert.IsGreaterThan(0.01, Weights.Distance(before, Weights.Of(retrained.Module)));
    }

    [TestMethod]
    public void Other_training_options_may_be_given_and_are_the_new_models()
    {
        var wider = Options with { EmbeddingSize = 8, Heads = 2, TopK = 2, Seed = null };

        var retrained = Retrain(new RetrainOptions { Recommender = wider, Seed = 7 });

        Weights.AssertEqual(Weights.Of(Train(wider with { Seed = 7 }, _windows).Module), Weights.Of(retrained.Module));
        Assert.AreEqual(wider, retrained.Options);
        // The retrained model is a model like any other: it can be unlearned in its turn.
        var sruga = new SrugaOptions { MaximumEpochs = 1, Seed = 1 };
        Assert.AreEqual(2, _mlContext.Unlearning().Sruga(retrained, sruga).Fit(_windows).Options.TopK);
    }

    [TestMethod]
    public void The_given_options_seed_counts_unless_retraining_has_its_own()
    {
        var options = Options with { Seed = 11 };

        Weights.AssertEqual(
            Weights.Of(Train(options, _windows).Module),
            Weights.Of(Retrain(new RetrainOptions { Recommender = options }).Module));
        Weights.AssertEqual(
            Weights.Of(Train(options with { Seed = 7 }, _windows).Module),
            Weights.Of(Retrain(new RetrainOptions { Recommender = options, Seed = 7 }).Module));
    }

    [TestMethod]
    public void A_token_cancelled_beforehand_gives_a_usable_model_at_once()
    {
        var original = Train(Options, Views.Window(_mlContext, _split));
        var log = new LogLines(_mlContext, "SasRec");
        var options = new RetrainOptions { CancellationToken = new CancellationToken(canceled: true) };

        var retrained = _mlContext.Unlearning().Retrain(original, options).Fit(_windows);

        CollectionAssert.AreEqual(new[] { "SasRec: cancelled in epoch 1." }, log.All);
        Assert.AreEqual(4, _mlContext.SequentialRecommendation().Evaluate(retrained, _split).Count);
    }

    [TestMethod]
    public void The_token_of_the_given_options_cancels_too()
    {
        var original = Train(Options, Views.Window(_mlContext, _split));
        var log = new LogLines(_mlContext, "SasRec");
        var options = new RetrainOptions { Recommender = Options with { CancellationToken = new CancellationToken(canceled: true) } };

        _mlContext.Unlearning().Retrain(original, options).Fit(_windows);

        CollectionAssert.AreEqual(new[] { "SasRec: cancelled in epoch 1." }, log.All);
    }

    [TestMethod]
    public void The_token_that_cancelled_the_originals_training_does_not_cancel()
    {
        var original = Train(Options with { CancellationToken = new CancellationToken(canceled: true) }, Views.Window(_mlContext, _split));
        var log = new LogLines(_mlContext, "SasRec");

        _mlContext.Unlearning().Retrain(original).Fit(_windows);

        Assert.StartsWith("SasRec: epoch 1/", log.All[0]);
    }

    [TestMethod]
    public void Wrong_training_options_are_reported()
    {
        var original = Train(Options, _windows);

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _mlContext.Unlearning().Retrain(original, new RetrainOptions { Recommender = Options with { Epochs = 0, Heads = 3 } }));

        Assert.AreEqual(
            "Retrain: Epochs is 0; it must be at least 1. Heads is 3; it must be a divisor of EmbeddingSize (16). (Parameter 'options')",
            exception.Message);
    }

    [TestMethod]
    public void Columns_are_those_of_the_given_options()
    {
        var options = Options with { RecommendedColumnName = "Next", ScoreColumnName = "How" };

        var retrained = Retrain(new RetrainOptions { Recommender = options });

        var names = retrained.Transform(_split).Schema.Select(column => column.Name).ToArray();
        CollectionAssert.AreEqual(new[] { "Next", "How" }, names[^2..]);
    }

    private SequentialRecommenderTransformer Retrain(RetrainOptions options) =>
        _mlContext.Unlearning().Retrain(Train(Options, Views.Window(_mlContext, _split)), options).Fit(_windows);

    private SequentialRecommenderTransformer Train(SasRecOptions options, IDataView windows) =>
        _mlContext.SequentialRecommendation().Trainers.SasRec(options).Fit(windows);
}
