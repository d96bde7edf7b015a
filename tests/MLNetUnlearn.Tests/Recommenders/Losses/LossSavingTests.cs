using Microsoft.ML;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Recommenders.Negatives;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders.Losses;

/// <summary>A loss is saved with the options by its name.</summary>
[TestClass]
public sealed class LossSavingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Every_loss_and_sampler_comes_back_as_it_was()
    {
        (RecommenderLoss, NegativeSampling)[] all =
        [
            (new BinaryCrossEntropyLoss { Negatives = 2 }, new UniformNegatives()),
            (new GeneralizedBinaryCrossEntropyLoss { Negatives = 3, Calibration = 0.5 }, new PopularityNegatives { Exponent = 0.1 + 0.2 }),
            (new SampledSoftmaxLoss { Negatives = 4, CorrectsSampling = false }, new PopularityNegatives()),
            (new SoftmaxCrossEntropyLoss(), new UniformNegatives()),
        ];
        foreach (var (loss, sampling) in all)
        {
            var options = SavedModels.Tiny with { Loss = loss, NegativeSampling = sampling };
            using var model = SavedModels.Fit(_mlContext, options);
            using var loaded = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, model));

            Assert.AreEqual(options, loaded.Options);
        }
    }

    [TestMethod]
    public void A_loss_of_ones_own_is_refused_before_anything_is_written()
    {
        using var model = SavedModels.Fit(_mlContext, SavedModels.Tiny with { Loss = new PairwiseRankingLoss() });
        var stream = new MemoryStream();

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => _mlContext.Model.SavePackage(model, stream));

        Assert.AreEqual(0, stream.Length);
        Assert.StartsWith("SasRecOptions cannot be saved: ", exception.Message);
        Assert.Contains(nameof(PairwiseRankingLoss), exception.Message);
        Assert.EndsWith("Mark properties that are not to be saved with [JsonIgnore].", exception.Message);
    }

    [TestMethod]
    public void A_loss_of_ones_own_is_refused_where_training_is_to_keep_a_checkpoint()
    {
        using var folder = new TempFolder();
        var options = SavedModels.Tiny with
        {
            Loss = new PairwiseRankingLoss(), Checkpoint = new CheckpointOptions { FilePath = folder.File("checkpoint") },
        };

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => SavedModels.Fit(_mlContext, options));

        Assert.Contains(nameof(PairwiseRankingLoss), exception.Message);
    }

    [TestMethod]
    public void Options_of_ones_own_bring_their_loss_with_them()
    {
        using var model = SavedModels.Fit(_mlContext, new PairwiseRankingOptions { Epochs = 1, TopK = 2, Seed = 1 });
        using var loaded = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, model), new PairwiseRankingOptions());

        Assert.AreEqual(model.Options, loaded.Options);
        Assert.AreEqual(new PairwiseRankingLoss(), loaded.Options.Loss);
    }

    [TestMethod]
    [DataRow("\"$type\":\"BinaryCrossEntropy\"", "\"$type\":\"Unheard\"")]
    [DataRow("\"$type\":\"BinaryCrossEntropy\",", "")]
    [DataRow("\"$type\":\"BinaryCrossEntropy\",\"Negatives\":1", "\"$type\":\"BinaryCrossEntropy\",\"Negatives\":0")]
    public void A_file_with_a_loss_that_there_is_not_is_refused(string from, string to)
    {
        using var model = SavedModels.Fit(_mlContext);
        var package = PackageBytes.With(SavedModels.Package(_mlContext, model), "manifest.json", from, to);

        Assert.ThrowsExactly<FormatException>(() => SavedModels.Load(_mlContext, package));
    }
}
