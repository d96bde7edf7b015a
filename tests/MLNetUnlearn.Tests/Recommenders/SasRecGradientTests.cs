namespace MLNetUnlearn.Tests.Recommenders;

[TestClass]
public sealed class SasRecGradientTests
{
    private const double Step = 1e-5;
    private static readonly int[][] Sequences = [[1, 2, 3], [4], [5, 1, 5, 2]];
    private static readonly int[] Positives = [2, 3, 4, 5, 1, 5, 2, 6];
    private static readonly int[] Negatives = [6, 5, 1, 2, 3, 4, 6, 3];

    /// <summary>The whole gradient of a training loss, against central differences of the reference network in doubles.</summary>
    [TestMethod]
    public void The_gradient_of_the_training_loss_is_the_one_of_finite_differences()
    {
        using var scope = torch.NewDisposeScope();
        using var module = TinySasRec.Create(d: 4, blocks: 1, heads: 2);
        module.train();
        var weights = TinySasRec.DoubleWeights(module);

        var loss = Loss(module);
        loss.backward();

        Assert.AreEqual(ReferenceLoss(weights), loss.item<float>(), 1e-5);
        foreach (var (name, parameter) in module.named_parameters())
        {
            var gradient = parameter.grad!.data<float>().ToArray();
            for (var i = 0; i < gradient.Length; i++)
                Assert.AreEqual(Difference(weights, weights[name], i), gradient[i], 2e-5, $"{name}[{i}]");
        }
    }

    [TestMethod]
    public void The_padding_row_has_no_gradient()
    {
        using var scope = torch.NewDisposeScope();
        using var module = TinySasRec.Create();

        Loss(module).backward();

        CollectionAssert.AreEqual(new float[4], module.ItemEmbedding.weight!.grad!.data<float>().ToArray()[..4]);
    }

    private static Tensor Loss(MLNetUnlearn.Recommenders.SasRecModule module)
    {
        var hidden = module.call(TinySasRec.Pack([.. Sequences.Select(sequence => Array.ConvertAll(sequence, item => (long)item))]));
        var positive = (hidden * module.ItemEmbedding.call(torch.tensor(Array.ConvertAll(Positives, item => (long)item)))).sum(1);
        var negative = (hidden * module.ItemEmbedding.call(torch.tensor(Array.ConvertAll(Negatives, item => (long)item)))).sum(1);
        return (nn.functional.softplus(-positive) + nn.functional.softplus(negative)).mean();
    }

    private static double Difference(Dictionary<string, double[]> weights, double[] values, int i)
    {
        var value = values[i];
        values[i] = value + Step;
        var above = ReferenceLoss(weights);
        values[i] = value - Step;
        var below = ReferenceLoss(weights);
        values[i] = value;
        return (above - below) / (2 * Step);
    }

    // −log σ(s⁺) − log(1 − σ(s⁻)), the mean over all places.
    private static double ReferenceLoss(Dictionary<string, double[]> weights)
    {
        var reference = new ReferenceSasRec(weights, 4, TinySasRec.MaximumLength, blocks: 1, heads: 2);
        var hidden = Sequences.SelectMany(sequence => reference.Hidden(sequence)).ToArray();
        return hidden.Select((h, row) =>
            -Math.Log(1 / (1 + Math.Exp(-reference.Score(h, Positives[row]))))
            - Math.Log(1 - (1 / (1 + Math.Exp(-reference.Score(h, Negatives[row])))))).Average();
    }
}
