using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Recommenders.Negatives;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>One user, one window, one item: there is nothing to learn, but nothing breaks either.</summary>
[TestClass]
public sealed class SmallestDataTests
{
    private static readonly RecommenderLoss[] Losses =
    [
        new BinaryCrossEntropyLoss(), new GeneralizedBinaryCrossEntropyLoss { Negatives = 3 }, new SampledSoftmaxLoss { Negatives = 3 },
        new SoftmaxCrossEntropyLoss(),
    ];

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    public void One_item_is_learnt_and_recommended_with_any_loss(string model)
    {
        var sequences = Views.Windows(_mlContext, "u: a a a a a");
        foreach (var loss in Losses)
        {
            foreach (var sampling in new NegativeSampling[] { new UniformNegatives(), new PopularityNegatives() })
            {
                var options = PlantedRing.OptionsOf(model) with
                {
                    Epochs = 3, Loss = loss, NegativeSampling = sampling, TopK = 2, ExcludeSeen = false, ValidationColumnName = null,
                };

                using var trained = _mlContext.SequentialRecommendation().Trainers.Custom(options).Fit(sequences);

                var recommended = Cells.Rows(trained.Transform(sequences), "Recommended").Distinct().ToArray();
                CollectionAssert.AreEqual(new[] { "a -" }, recommended, $"{loss}, {sampling}");
                Assert.IsTrue(Weights.Of(trained.Module).Values.All(values => Array.TrueForAll(values, float.IsFinite)), loss.ToString());
            }
        }
    }
}
