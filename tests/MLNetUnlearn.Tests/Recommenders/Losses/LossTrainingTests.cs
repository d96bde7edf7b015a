using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Recommenders.Negatives;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Tests.Unlearning;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Recommenders.Losses;

/// <summary>Training with each loss.</summary>
[TestClass]
public sealed class LossTrainingTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly PlantedInteractions Planted = PlantedRing.Interactions();
    private static readonly IDataView Sequences = Views.Split(Context, Planted);

    private static readonly Dictionary<string, SasRecOptions> Cases = new()
    {
        ["BCE, 4 negatives"] = With(new BinaryCrossEntropyLoss { Negatives = 4 }),
        ["gBCE"] = With(new GeneralizedBinaryCrossEntropyLoss { Negatives = 8 }),
        ["sampled softmax"] = With(new SampledSoftmaxLoss { Negatives = 8 }),
        ["sampled softmax, popularity"] =
            With(new SampledSoftmaxLoss { Negatives = 8 }) with { NegativeSampling = new PopularityNegatives() },
        ["softmax"] = With(new SoftmaxCrossEntropyLoss()),
        ["own"] = With(new PairwiseRankingLoss()),
    };

    [TestMethod]
    [DataRow("BCE, 4 negatives")]
    [DataRow("gBCE")]
    [DataRow("sampled softmax")]
    [DataRow("sampled softmax, popularity")]
    [DataRow("softmax")]
    [DataRow("own")]
    public void Each_loss_learns_what_was_planted(string name) => AssertLearns(Cases[name]);

    [TestMethod]
    public void BERT4Rec_learns_with_the_papers_softmax_over_all_items() => AssertLearns(
        PlantedRing.OptionsOf("Bert4Rec") with { Loss = new SoftmaxCrossEntropyLoss(), Epochs = 60, PatienceEpochs = 30 });

    [TestMethod]
    public void The_same_seed_gives_the_same_weights_and_each_choice_others()
    {
        var all = Cases.ToDictionary(named => named.Key, named => Train(named.Value));

        Weights.AssertEqual(all["softmax"], Train(Cases["softmax"]));
        Weights.AssertEqual(all["sampled softmax, popularity"], Train(Cases["sampled softmax, popularity"]));
        var names = all.Keys.ToArray();
        for (var i = 0; i < names.Length; i++)
        {
            for (var j = 0; j < i; j++)
                Assert.IsGreaterThan(1e-3, Weights.Distance(all[names[i]], all[names[j]]), $"{names[i]}, {names[j]}");
        }
    }

    [TestMethod]
    public void Row_0_of_the_item_embedding_stays_zero()
    {
        foreach (var (name, options) in Cases)
            CollectionAssert.AreEqual(new float[16], Train(options)["items.weight"][..16], name);
    }

    [TestMethod]
    public void A_model_trained_with_any_loss_can_be_unlearned()
    {
        using var original = PlantedRing.Fit(
            PlantedForgetting.Context, PlantedForgetting.Split, Cases["softmax"] with { Dropout = 0.2 });

        using var unlearned = PlantedForgetting.Context.Unlearning()
            .Sruga(original, PlantedForgetting.Sruga(1, 0.5, 0) with { MaximumEpochs = 40, LearningRate = 3e-3 })
            .Fit(PlantedForgetting.Windows);
        using var retrained = PlantedForgetting.Context.Unlearning()
            .Retrain(original, new RetrainOptions { Recommender = Cases["softmax"] with { Epochs = 1 } }).Fit(PlantedForgetting.Windows);

        Assert.IsLessThan(ForgetHit(original) - 0.2, ForgetHit(unlearned));
        Assert.AreEqual(new SoftmaxCrossEntropyLoss(), retrained.Options.Loss);
    }

    private static void AssertLearns(RecommenderOptions options)
    {
        using var model = PlantedRing.Fit(Context, Sequences, options);

        var metrics = Context.SequentialRecommendation().Evaluate(model, Sequences);

        // Three standard deviations of a share over 300 users, as for the default loss.
        var spread = 3 * Math.Sqrt(Planted.BestHit(1) * (1 - Planted.BestHit(1)) / 300);
        Assert.IsGreaterThan(Planted.BestHit(1) - 0.1 - spread, metrics.RecallAt(1));
    }

    private static double ForgetHit(SequentialRecommenderTransformer model) =>
        PlantedForgetting.Context.Unlearning().Evaluate(model, model, PlantedForgetting.Partitioned).HitAt(1);

    private static SasRecOptions With(RecommenderLoss loss) => PlantedRing.Options with { Loss = loss };

    private static Dictionary<string, float[]> Train(SasRecOptions options)
    {
        using var model = PlantedRing.Fit(Context, Sequences, options with { Epochs = 2, ValidateEveryEpochs = 2 });
        return Weights.Of(model.Module);
    }
}
