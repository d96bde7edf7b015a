using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

[TestClass]
public sealed class Gru4RecModuleTests
{
    [TestMethod]
    [DataRow(4, 1)]
    [DataRow(6, 3)]
    public void Hidden_states_are_those_of_the_equations(int d, int layers)
    {
        using var module = Create(d, layers);
        var reference = new ReferenceGru4Rec(Tiny.DoubleWeights(module), d, layers);

        var actual = Tiny.Hidden(module, [1, 2, 3, 4], [5], [6, 1, 6]);

        Rows.AssertClose([.. reference.Hidden(1, 2, 3, 4), .. reference.Hidden(5), .. reference.Hidden(6, 1, 6)], actual);
    }

    /// <remarks>
    /// √d·e₁ = (ln 3, 0): the update gate looks at the first number, z = (σ(ln 3), ½) = (¾, ½), the candidate at both with the state's weight
    /// left out, n = tanh(ln 3, 0) = (0.8, 0). First state: ¼·0.8 = 0.2 and 0. Second, with e₂ = 0: z = (½, ½), n = 0: half of the state, 0.1.
    /// </remarks>
    [TestMethod]
    public void Two_steps_give_what_hand_calculation_gives()
    {
        using var module = new Gru4RecModule(2, new Gru4RecOptions { EmbeddingSize = 2 });
        var first = (float)(Math.Log(3) / Math.Sqrt(2));
        foreach (var (name, weight) in module.named_parameters())
        {
            Weights.Set(weight, name switch
            {
                "items.weight" => [0, 0, first, 0, 0, 0],
                "layers.0.weight_ih_l0" => [0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1],                         // r none, z of x₁, n of both
                _ => new float[(int)weight.numel()],
            });
        }
        module.eval();

        var hidden = Tiny.Hidden(module, [1, 2]);

        Rows.AssertClose([[0.2, 0], [0.1, 0]], hidden, 1e-6);
    }

    [TestMethod]
    public void The_gradient_of_the_training_loss_is_the_one_of_finite_differences()
    {
        using var scope = torch.NewDisposeScope();
        using var module = Create(d: 4, layers: 2);
        int[][] sequences = [[1, 2, 3], [4], [5, 1, 5, 2]];
        module.train();

        LossGradient.Check(
            module, Tiny.Pack([.. sequences.Select(sequence => Array.ConvertAll(sequence, item => (long)item))]),
            [.. Enumerable.Range(0, 8)], [2, 3, 4, 5, 1, 5, 2, 6], [6, 5, 1, 2, 3, 4, 6, 3],
            (weights, items) =>
            {
                var reference = new ReferenceGru4Rec(weights, 4, layers: 2);
                var hidden = sequences.SelectMany(sequence => reference.Hidden(sequence)).ToArray();
                return [.. hidden.Select((h, row) => reference.Score(h, items[row]))];
            });
        CollectionAssert.AreEqual(new float[4], module.ItemEmbedding.weight!.grad!.data<float>().ToArray()[..4]);
    }

    [TestMethod]
    public void A_sequence_does_not_depend_on_its_neighbours_in_the_batch()
    {
        using var module = Create(d: 8, layers: 2);
        long[][] sequences = [[3, 1], [2], [4, 5, 6, 1], [2, 2, 2]];

        var together = Tiny.Hidden(module, sequences);

        var alone = sequences.SelectMany(sequence => Tiny.Hidden(module, sequence)).ToArray();
        Rows.AssertClose(Rows.Doubles(alone), together);
    }

    [TestMethod]
    public void Dropout_is_in_training_mode_only_and_repeats_for_the_same_step()
    {
        using var module = Create(d: 4, layers: 1, dropout: 0.5);
        using var plain = Create(d: 4, layers: 1);

        CollectionAssert.AreEqual(Tiny.Hidden(plain, [1, 2, 3])[2], Tiny.Hidden(module, [1, 2, 3])[2]);
        module.train();
        CollectionAssert.AreEqual(InStep(3), InStep(3));
        CollectionAssert.AreNotEqual(InStep(3), InStep(4));

        float[] InStep(long step)
        {
            module.Noise.BeginStep(1, step);
            return [.. Tiny.Hidden(module, [1, 2, 3], [4, 5]).SelectMany(row => row)];
        }
    }

    [TestMethod]
    public void Weights_are_named_and_counted_as_documented()
    {
        using var module = Create(d: 6, layers: 2);
        string[] layer = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"];
        string[] expected = ["items.weight", .. layer.Select(name => $"layers.0.{name}"), .. layer.Select(name => $"layers.1.{name}")];

        CollectionAssert.AreEquivalent(expected, Weights.Of(module).Keys);
        Assert.AreEqual(
            Weights.Of(module).Values.Sum(values => (long)values.Length),
            new Gru4RecOptions { EmbeddingSize = 6, Layers = 2 }.CountWeights(Tiny.ItemCount, Tiny.MaximumLength));
    }

    private static Gru4RecModule Create(int d, int layers, double dropout = 0) =>
        Tiny.Filled(new Gru4RecModule(Tiny.ItemCount, new Gru4RecOptions { EmbeddingSize = d, Layers = layers, Dropout = dropout }));
}
