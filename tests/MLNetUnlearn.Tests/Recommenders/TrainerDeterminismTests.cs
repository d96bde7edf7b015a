using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

[TestClass]
public sealed class TrainerDeterminismTests
{
    private static readonly SasRecOptions Options = PlantedRing.Options with { Epochs = 3, ValidateEveryEpochs = 2 };

    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    public void The_same_seed_and_data_give_the_same_weights_bit_for_bit(string model)
    {
        var options = PlantedRing.OptionsOf(model) with { Epochs = 3, ValidateEveryEpochs = 2 };

        Weights.AssertEqual(Train(options, contextSeed: 1), Train(options, contextSeed: 2));
    }

    [TestMethod]
    public void Another_seed_gives_other_weights() =>
        Assert.IsGreaterThan(0.01, Weights.Distance(Train(Options), Train(Options with { Seed = 4 })));

    [TestMethod]
    public void Without_a_seed_the_contexts_decides()
    {
        var options = Options with { Seed = null };

        Weights.AssertEqual(Train(options, contextSeed: 1), Train(options, contextSeed: 1));
        Assert.IsGreaterThan(0.01, Weights.Distance(Train(options, contextSeed: 1), Train(options, contextSeed: 2)));
    }

    [TestMethod]
    public void Fitting_twice_gives_the_same_model_twice()
    {
        var mlContext = new MLContext(seed: 1);
        var trainer = mlContext.SequentialRecommendation().Trainers.SasRec(Options with { Seed = null });
        var windows = Windows(mlContext);

        Weights.AssertEqual(Weights.Of(trainer.Fit(windows).Module), Weights.Of(trainer.Fit(windows).Module));
    }

    [TestMethod]
    [DataRow(nameof(SasRecOptions.LearningRate))]
    [DataRow(nameof(SasRecOptions.Beta2))]
    [DataRow(nameof(SasRecOptions.BatchSize))]
    [DataRow(nameof(SasRecOptions.Dropout))]
    [DataRow(nameof(SasRecOptions.GradientNormBound))]
    [DataRow(nameof(SasRecOptions.UserColumnName))]
    public void Each_option_of_the_schedule_has_an_effect(string option)
    {
        var changed = option switch
        {
            nameof(SasRecOptions.LearningRate) => Options with { LearningRate = 0.02 },
            nameof(SasRecOptions.Beta2) => Options with { Beta2 = 0.9 },
            nameof(SasRecOptions.BatchSize) => Options with { BatchSize = 16 },
            nameof(SasRecOptions.Dropout) => Options with { Dropout = 0.3 },
            nameof(SasRecOptions.GradientNormBound) => Options with { GradientNormBound = 0.01 },
            _ => Options with { UserColumnName = null },                                          // negatives outside the row's items only
        };

        Assert.IsGreaterThan(0, Weights.Distance(Train(Options), Train(changed)));
    }

    [TestMethod]
    public void Every_step_has_dropout_keys_of_its_own_that_follow_from_the_seed()
    {
        List<long> KeysOf(int seed)
        {
            var (mlContext, keys) = (new MLContext(seed: 1), new List<long>());
            var options = new StillOptions { Epochs = 3, ValidateEveryEpochs = 1, BatchSize = 10, Seed = seed, Keys = keys };
            mlContext.SequentialRecommendation().Trainers.Custom(options).Fit(Windows(mlContext));
            return keys;
        }

        var first = KeysOf(seed: 3);

        Assert.IsGreaterThan(3 * 5, first.Count);
        CollectionAssert.AllItemsAreUnique(first);
        CollectionAssert.AreEqual(first, KeysOf(seed: 3));
        CollectionAssert.DoesNotContain(first, KeysOf(seed: 4)[0]);
    }

    /// <summary>The chain's rows to forget are left out: training is the same as when they had never been there.</summary>
    [TestMethod]
    public void Rows_to_forget_leave_no_trace_in_the_weights()
    {
        var mlContext = new MLContext(seed: 1);
        const string Vocabulary = "u0: a b c d e f g h";
        var split = Views.Split(mlContext, $"{Vocabulary}; u1: a b c d e f; u2: c d e g h a b; u3: h g f e d c");
        var partitioned = Views.Partitioned(mlContext, split, "u1 c; u2 g; u3 f; u3 e");
        var without = Views.Split(mlContext, $"{Vocabulary}; u1: a b d e f; u2: c d e h a b; u3: h g d c");
        Assert.Contains("True", string.Join(" ", Cells.Rows(partitioned, "IsForget")));

        var trained = PlantedRing.Fit(mlContext, partitioned, Options);
        var clean = PlantedRing.Fit(mlContext, without, Options);

        Weights.AssertEqual(Weights.Of(clean.Module), Weights.Of(trained.Module));
    }

    private static Dictionary<string, float[]> Train(RecommenderOptions options, int contextSeed = 1)
    {
        var mlContext = new MLContext(contextSeed);
        return Weights.Of(mlContext.SequentialRecommendation().Trainers.Custom(options).Fit(Windows(mlContext)).Module);
    }

    private static IDataView Windows(MLContext mlContext) =>
        Views.Window(mlContext, Views.Split(mlContext, PlantedRing.Interactions(users: 50)), PlantedRing.MaximumLength);
}
