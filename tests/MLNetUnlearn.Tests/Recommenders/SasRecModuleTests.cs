using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

[TestClass]
public sealed class SasRecModuleTests
{
    [TestMethod]
    [DataRow(4, 1, 2)]
    [DataRow(6, 2, 1)]
    [DataRow(8, 3, 4)]
    public void Hidden_states_are_those_of_the_papers_equations(int d, int blocks, int heads)
    {
        using var module = TinySasRec.Create(d, blocks, heads);
        var reference = new ReferenceSasRec(Tiny.DoubleWeights(module), d, TinySasRec.MaximumLength, blocks, heads);

        var actual = Tiny.Hidden(module, [1, 2, 3, 4], [5], [6, 1, 6]);

        Rows.AssertClose([.. reference.Hidden(1, 2, 3, 4), .. reference.Hidden(5), .. reference.Hidden(6, 1, 6)], actual);
    }

    [TestMethod]
    [DataRow(4, 1, 2)]
    [DataRow(8, 3, 4)]
    public void The_last_hidden_states_are_those_of_the_papers_equations(int d, int blocks, int heads)
    {
        using var module = TinySasRec.Create(d, blocks, heads);
        var reference = new ReferenceSasRec(Tiny.DoubleWeights(module), d, TinySasRec.MaximumLength, blocks, heads);
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();

        var last = module.Last(Tiny.Pack([1, 2, 3, 4], [5], [6, 1, 6]));

        Rows.AssertClose(
            [reference.Hidden(1, 2, 3, 4)[^1], reference.Hidden(5)[^1], reference.Hidden(6, 1, 6)[^1]],
            [.. last.data<float>().ToArray().Chunk(d)]);
    }

    [TestMethod]
    public void A_later_item_leaves_earlier_hidden_states_as_they_are_bit_for_bit()
    {
        using var module = TinySasRec.Create(d: 8, blocks: 2, heads: 2);

        var before = Tiny.Hidden(module, [1, 2, 3, 4], [5, 6]);
        var after = Tiny.Hidden(module, [1, 2, 5, 4], [5, 1]);

        foreach (var row in new[] { 0, 1, 4 })
            CollectionAssert.AreEqual(before[row], after[row], $"row {row}");
        foreach (var row in new[] { 2, 3, 5 })
            CollectionAssert.AreNotEqual(before[row], after[row], $"row {row}");
    }

    [TestMethod]
    public void Sequences_packed_together_do_not_see_each_other()
    {
        using var module = TinySasRec.Create(d: 8, blocks: 2, heads: 2);
        long[][] sequences = [[3, 1], [2], [4, 5, 6, 1], [2, 2, 2]];

        var together = Tiny.Hidden(module, sequences);

        var alone = sequences.SelectMany(sequence => Tiny.Hidden(module, sequence));
        Rows.AssertClose(Rows.Doubles(alone), together);
    }

    [TestMethod]
    public void Positions_count_from_the_end()
    {
        using var module = TinySasRec.Create();
        var positions = Weights.Of(module)["positions.weight"];
        var moved = (float[])positions.Clone();
        Array.Fill(moved, 9f, 0, 4 * 3);                                                         // positions 0, 1 and 2 of 0 to 4

        var before = Tiny.Hidden(module, [1, 2], [3]);
        Weights.Set(module.named_parameters().Single(named => named.name == "positions.weight").parameter, moved);
        var after = Tiny.Hidden(module, [1, 2], [3]);

        for (var row = 0; row < 3; row++)
            CollectionAssert.AreEqual(before[row], after[row], "two items stand at 3 and 4, one at 4");
        CollectionAssert.AreNotEqual(Tiny.Hidden(module, [1, 2])[1], Tiny.Hidden(module, [5, 1, 2])[2]);
    }

    [TestMethod]
    public void Evaluation_mode_has_no_dropout_and_training_mode_repeats_for_the_same_step()
    {
        using var module = TinySasRec.Create(dropout: 0.5);
        using var plain = TinySasRec.Create(dropout: 0);

        CollectionAssert.AreEqual(Tiny.Hidden(plain, [1, 2, 3])[2], Tiny.Hidden(module, [1, 2, 3])[2]);
        module.train();
        CollectionAssert.AreEqual(InStep(module, 3), InStep(module, 3));
        CollectionAssert.AreNotEqual(InStep(module, 3), InStep(module, 4));
    }

    [TestMethod]
    public void The_item_embedding_has_a_row_per_item_and_one_for_padding()
    {
        using var module = TinySasRec.Create(d: 8);

        CollectionAssert.AreEqual(new long[] { TinySasRec.ItemCount + 1, 8 }, module.ItemEmbedding.weight!.shape);
    }

    [TestMethod]
    public void Weights_go_by_the_names_that_the_documentation_uses()
    {
        using var module = TinySasRec.Create(blocks: 1);
        string[] layers = ["attentionNorm", "query", "key", "value", "output", "feedForwardNorm", "inner", "outer"];
        string[] expected =
        [
            "items.weight", "positions.weight", "norm.weight", "norm.bias",
            .. layers.SelectMany(layer => new[] { $"blocks.0.{layer}.weight", $"blocks.0.{layer}.bias" }),
        ];

        CollectionAssert.AreEquivalent(expected, Weights.Of(module).Keys);
    }

    private static float[] InStep(SasRecModule module, long step)
    {
        module.Noise.BeginStep(1, step);
        return [.. Tiny.Hidden(module, [1, 2, 3], [4, 5]).SelectMany(row => row)];
    }
}
