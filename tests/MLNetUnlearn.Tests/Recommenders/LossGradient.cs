using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>The gradient of the training loss by a module, against central differences of a reference network in doubles.</summary>
internal static class LossGradient
{
    private const double Step = 1e-5;

    /// <summary>Checks every weight.</summary>
    /// <param name="module">In training mode.</param>
    /// <param name="input">The packed input.</param>
    /// <param name="rows">The rows with a target.</param>
    /// <param name="positives">Their targets.</param>
    /// <param name="negatives">A negative of each.</param>
    /// <param name="scores">The reference's scores of some items, one for each of the rows, by its weights.</param>
    public static void Check(
        SequenceModule module, PackedSequences input, int[] rows, int[] positives, int[] negatives,
        Func<Dictionary<string, double[]>, int[], double[]> scores)
    {
        var weights = Tiny.DoubleWeights(module);
        var hidden = module.call(input).index_select(0, Longs(rows));
        var loss = (nn.functional.softplus(-Scores(module, hidden, positives)) + nn.functional.softplus(Scores(module, hidden, negatives))).mean();
        loss.backward();

        Assert.AreEqual(Reference(), loss.item<float>(), 1e-5);
        foreach (var (name, parameter) in module.named_parameters())
        {
            var gradient = parameter.grad!.data<float>().ToArray();
            for (var i = 0; i < gradient.Length; i++)
                Assert.AreEqual(Difference(weights[name], i), gradient[i], 3e-5, $"{name}[{i}]");
        }

        double Difference(double[] values, int i)
        {
            var value = values[i];
            values[i] = value + Step;
            var above = Reference();
            values[i] = value - Step;
            var below = Reference();
            values[i] = value;
            return (above - below) / (2 * Step);
        }

        // −log σ(s⁺) − log(1 − σ(s⁻)), the mean over the rows.
        double Reference() => scores(weights, positives).Zip(scores(weights, negatives), (positive, negative) =>
            -Math.Log(1 / (1 + Math.Exp(-positive))) - Math.Log(1 - (1 / (1 + Math.Exp(-negative))))).Average();
    }

    private static Tensor Scores(SequenceModule module, Tensor hidden, int[] items) => (hidden * module.ItemEmbedding.call(Longs(items))).sum(1);

    private static Tensor Longs(int[] values) => torch.tensor(Array.ConvertAll(values, value => (long)value));
}
