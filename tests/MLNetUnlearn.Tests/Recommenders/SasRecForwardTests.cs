using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>One forward pass worked out by hand.</summary>
[TestClass]
public sealed class SasRecForwardTests
{
    private static readonly float[] Unit = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

    /// <remarks>
    /// √d = 2, so x₁ = (2, 2, −2, −2) and x₂ = (2, −2, 2, −2); their norms are (1, 1, −1, −1) and (1, −1, 1, −1).
    /// Without query and key every item looks at all up to itself alike: the second one gets the mean (1, 0, 0, −1).
    /// Row 1: (3, 3, −3, −3); feed-forward adds relu(1, 1, −1, −1): (4, 4, −3, −3), normed (1, 1, −1, −1).
    /// Row 2: (3, −2, 2, −3), whose squares have the mean 6.5; feed-forward adds (3, 0, 2, 0)/√6.5.
    /// </remarks>
    [TestMethod]
    public void Uniform_attention_and_unit_layers_give_what_hand_calculation_gives()
    {
        var options = new SasRecOptions { EmbeddingSize = 4, Blocks = 1, Heads = 2, Dropout = 0 };
        using var module = new SasRecModule(2, TinySasRec.MaximumLength, options);
        foreach (var (name, weight) in module.named_parameters())
            Weights.Set(weight, Values(name, (int)weight.numel()));
        module.eval();

        var hidden = Tiny.Hidden(module, [1, 2]);

        double[] first = [1, 1, -1, -1];
        double[] second = Normed([3 + (3 / Math.Sqrt(6.5)), -2, 2 + (2 / Math.Sqrt(6.5)), -3]);
        for (var c = 0; c < 4; c++)
        {
            Assert.AreEqual(first[c], hidden[0][c], 1e-5);
            Assert.AreEqual(second[c], hidden[1][c], 1e-5);
        }
        Assert.AreEqual(1.20823, second[0], 1e-5);
    }

    private static float[] Values(string name, int count) => name switch
    {
        "items.weight" => [0, 0, 0, 0, 1, 1, -1, -1, 1, -1, 1, -1],
        "positions.weight" => new float[count],
        "blocks.0.query.weight" or "blocks.0.key.weight" => new float[count],
        _ when name.EndsWith("orm.weight", StringComparison.Ordinal) => [1, 1, 1, 1],
        _ when name.EndsWith(".weight", StringComparison.Ordinal) => Unit,
        _ => new float[count],
    };

    private static double[] Normed(double[] x)
    {
        var mean = x.Sum() / 4;
        var deviation = Math.Sqrt(x.Sum(v => (v - mean) * (v - mean)) / 4);
        return [.. x.Select(v => (v - mean) / deviation)];
    }
}
