using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>The options that GRU4Rec and BERT4Rec add to those of every recommender.</summary>
[TestClass]
public sealed class ModelOptionsTests
{
    private static readonly SequentialRecommendationTrainers Trainers = new MLContext(seed: 1).SequentialRecommendation().Trainers;

    [TestMethod]
    public void All_violations_are_reported_at_once()
    {
        AssertRejected(
            () => Trainers.Gru4Rec(new Gru4RecOptions { Epochs = 0, Layers = 17, Dropout = 1 }),
            "Gru4Rec: Epochs is 0; it must be at least 1. Layers is 17; it must be 1 to 16. Dropout is 1; it must be in [0, 1).");
        AssertRejected(
            () => Trainers.Bert4Rec(new Bert4RecOptions
            {
                Epochs = 0, Blocks = 0, Heads = 0, InnerFactor = 17, Dropout = -1, MaskProbability = 0, LastItemShare = double.NaN,
            }),
            "Bert4Rec: Epochs is 0; it must be at least 1. Blocks is 0; it must be 1 to 16. Heads is 0; it must be at least 1. " +
            "InnerFactor is 17; it must be 1 to 16. Dropout is -1; it must be in [0, 1). MaskProbability is 0; it must be in (0, 1]. " +
            "LastItemShare is NaN; it must be in [0, 1].");
        AssertRejected(
            () => Trainers.Bert4Rec(new Bert4RecOptions { Heads = 3 }), "Bert4Rec: Heads is 3; it must be a divisor of EmbeddingSize (64).");
    }

    [TestMethod]
    public void The_short_overloads_name_their_options_alike()
    {
        const string Problems = "TopK is 0; it must be 1 to 65535. Epochs is -1; it must be at least 1. " +
            "LearningRate is 0; it must be a finite number above 0.";

        AssertRejected(() => Trainers.Gru4Rec(epochs: -1, learningRate: 0, topK: 0), $"Gru4Rec: {Problems}");
        AssertRejected(() => Trainers.Bert4Rec(epochs: -1, learningRate: 0, topK: 0), $"Bert4Rec: {Problems}");
    }

    [TestMethod]
    public void The_defaults_are_the_documented_ones()
    {
        var (gru, bert) = (new Gru4RecOptions(), new Bert4RecOptions());

        Assert.AreEqual((64, 1, 0.0), (gru.EmbeddingSize, gru.Layers, gru.Dropout));
        Assert.AreEqual((64, 2, 4, 4, 0.2), (bert.EmbeddingSize, bert.Blocks, bert.Heads, bert.InnerFactor, bert.Dropout));
        Assert.AreEqual((0.3, 0.1), (bert.MaskProbability, bert.LastItemShare));
    }

    [TestMethod]
    public void Options_must_be_there()
    {
        Assert.AreEqual("options", Assert.ThrowsExactly<ArgumentNullException>(() => Trainers.Gru4Rec(null!)).ParamName);
        Assert.AreEqual("options", Assert.ThrowsExactly<ArgumentNullException>(() => Trainers.Bert4Rec(null!)).ParamName);
    }

    private static void AssertRejected(Action make, string problems) =>
        Assert.AreEqual($"{problems} (Parameter 'options')", Assert.ThrowsExactly<ArgumentOutOfRangeException>(make).Message);
}
