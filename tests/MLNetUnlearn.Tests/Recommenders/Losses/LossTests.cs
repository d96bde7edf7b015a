using MLNetUnlearn.Recommenders.Losses;

namespace MLNetUnlearn.Tests.Recommenders.Losses;

/// <summary>Each loss against its formula and its differences, and by hand where all scores are 0.</summary>
[TestClass]
public sealed class LossTests
{
    [TestMethod]
    public void Binary_cross_entropy() => LossCase.Check(
        new BinaryCrossEntropyLoss { Negatives = 2 },
        (row, scores) => -Math.Log(Sigmoid(scores[LossCase.Targets[row]])) + NegativeTerm(row, scores));

    [TestMethod]
    public void Generalized_binary_cross_entropy() => LossCase.Check(
        new GeneralizedBinaryCrossEntropyLoss { Negatives = 2, Calibration = 0.9 },
        // α = 2/4 and β = 0.5 (0.9 (1 − 2) + 2) = 0.55
        (row, scores) => ((-0.55 * Math.Log(Sigmoid(scores[LossCase.Targets[row]]))) + NegativeTerm(row, scores)) / 3);

    [TestMethod]
    public void Sampled_softmax() => LossCase.Check(
        new SampledSoftmaxLoss { Negatives = 2 }, (row, scores) => Softmax(row, scores, LossCase.Negatives[row]));

    [TestMethod]
    public void Sampled_softmax_corrected_by_the_negatives_probabilities() => LossCase.Check(
        new SampledSoftmaxLoss { Negatives = 2 },
        (row, scores) => Softmax(row, Corrected(scores), LossCase.Negatives[row]), isCorrected: true);

    [TestMethod]
    public void Sampled_softmax_without_the_correction() => LossCase.Check(
        new SampledSoftmaxLoss { Negatives = 2, CorrectsSampling = false },
        (row, scores) => Softmax(row, scores, LossCase.Negatives[row]), isCorrected: true);

    [TestMethod]
    public void Softmax_cross_entropy_has_all_items_as_candidates_but_neither_padding_nor_rows_beyond() => LossCase.Check(
        new SoftmaxCrossEntropyLoss(),
        (row, scores) => Softmax(row, scores, [.. Enumerable.Range(1, LossCase.ItemCount).Where(item => item != LossCase.Targets[row])]));

    [TestMethod]
    public void Without_any_knowledge_each_loss_is_a_logarithm()
    {
        Assert.AreEqual(3 * Math.Log(2), LossCase.AtZero(new BinaryCrossEntropyLoss { Negatives = 2 }), 1e-6);
        // α = 1/2: β = 1 at t = 0, 0.625 at 0.75, α at 1
        foreach (var (t, beta) in new[] { (0, 1), (0.75, 0.625), (1, 0.5) })
        {
            var loss = new GeneralizedBinaryCrossEntropyLoss { Negatives = 2, Calibration = t };
            Assert.AreEqual((beta + 2) * Math.Log(2) / 3, LossCase.AtZero(loss), 1e-6, $"t = {t}");
        }
        Assert.AreEqual(Math.Log(3), LossCase.AtZero(new SampledSoftmaxLoss { Negatives = 2 }), 1e-6);
        Assert.AreEqual(Math.Log(5), LossCase.AtZero(new SoftmaxCrossEntropyLoss()), 1e-6);
        // 1/q of the targets 1, 4, 5 are 2.5, 4, 20, of their negatives 10 and 5, 20 and 20, 2.5 and 5.
        var corrected = new[] { 2.5 / 17.5, 4.0 / 44, 20 / 27.5 }.Average(p => -Math.Log(p));
        Assert.AreEqual(corrected, LossCase.AtZero(new SampledSoftmaxLoss { Negatives = 2 }, isCorrected: true), 1e-6);
    }

    [TestMethod]
    public void A_loss_that_asked_for_no_negatives_has_none()
    {
        using var scope = torch.NewDisposeScope();
        using var items = nn.Embedding(6, 3, padding_idx: 0);
        var input = new LossInput(torch.zeros(1, 3), items, 5, torch.tensor([1L]));

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => new BinaryCrossEntropyLoss().Of(input));

        Assert.AreEqual("There are no negatives: a loss that needs some says how many in NegativesPerTarget.", exception.Message);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double NegativeTerm(int row, double[] scores) =>
        LossCase.Negatives[row].Sum(item => -Math.Log(1 - Sigmoid(scores[item])));

    private static double Softmax(int row, double[] scores, int[] others)
    {
        var target = Math.Exp(scores[LossCase.Targets[row]]);
        return -Math.Log(target / (target + others.Sum(item => Math.Exp(scores[item]))));
    }

    private static double[] Corrected(double[] scores) =>
        [.. scores.Select((score, item) => item == 0 ? score : score - LossCase.LogProbabilities[item - 1])];
}
