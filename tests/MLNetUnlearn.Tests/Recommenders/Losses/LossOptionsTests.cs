using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Recommenders.Negatives;

namespace MLNetUnlearn.Tests.Recommenders.Losses;

[TestClass]
public sealed class LossOptionsTests
{
    [TestMethod]
    public void A_loss_and_a_sampler_must_be_there() => AssertRejected(
        new SasRecOptions { Loss = null!, NegativeSampling = null! },
        "Loss is null; it must be a loss such as BinaryCrossEntropyLoss. " +
        "NegativeSampling is null; it must be UniformNegatives or PopularityNegatives.");

    [TestMethod]
    public void All_violations_are_reported_at_once()
    {
        AssertRejected(
            new SasRecOptions
            {
                Loss = new GeneralizedBinaryCrossEntropyLoss { Negatives = 0, Calibration = 1.5 },
                NegativeSampling = new PopularityNegatives { Exponent = -1 },
            },
            "Loss.Negatives is 0; it must be 1 to 65535. Loss.Calibration is 1.5; it must be in [0, 1]. " +
            "NegativeSampling.Exponent is -1; it must be 0 to 2.");
        AssertRejected(
            new SasRecOptions
            {
                Loss = new BinaryCrossEntropyLoss { Negatives = 65536 },
                NegativeSampling = new PopularityNegatives { Exponent = double.NaN },
            },
            "Loss.Negatives is 65536; it must be 1 to 65535. NegativeSampling.Exponent is NaN; it must be 0 to 2.");
        AssertRejected(
            new SasRecOptions { Loss = new SampledSoftmaxLoss { Negatives = -1 } }, "Loss.Negatives is -1; it must be 1 to 65535.");
        AssertRejected(
            new SasRecOptions { Loss = new NotedNegatives(-1, []) }, "Loss.NegativesPerTarget is -1; it must be 0 to 65535.");
    }

    [TestMethod]
    public void The_defaults_are_the_documented_ones()
    {
        Assert.AreEqual(new BinaryCrossEntropyLoss { Negatives = 1 }, new SasRecOptions().Loss);
        Assert.AreEqual(new UniformNegatives(), new SasRecOptions().NegativeSampling);
        Assert.AreEqual((256, 0.75),
            (new GeneralizedBinaryCrossEntropyLoss().Negatives, new GeneralizedBinaryCrossEntropyLoss().Calibration));
        Assert.AreEqual((100, true), (new SampledSoftmaxLoss().Negatives, new SampledSoftmaxLoss().CorrectsSampling));
        Assert.AreEqual(0, new SoftmaxCrossEntropyLoss().NegativesPerTarget);
        Assert.AreEqual(0.75, new PopularityNegatives().Exponent);
    }

    private static void AssertRejected(SasRecOptions options, string problems)
    {
        var trainers = new MLContext(seed: 1).SequentialRecommendation().Trainers;
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainers.SasRec(options));
        Assert.AreEqual($"SasRec: {problems} (Parameter 'options')", exception.Message);
    }
}
