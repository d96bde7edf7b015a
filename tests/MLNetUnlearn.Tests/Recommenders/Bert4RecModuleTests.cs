using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

[TestClass]
public sealed class Bert4RecModuleTests
{
    private const int Mask = Tiny.ItemCount + 1;
    private const int MostPlaces = Tiny.MaximumLength + 1; // a window's items and its last target, or a context and a mask

    [TestMethod]
    [DataRow(4, 1, 2)]
    [DataRow(6, 2, 1)]
    [DataRow(8, 3, 4)]
    public void Hidden_states_are_those_of_the_papers_equations(int d, int blocks, int heads)
    {
        using var module = Create(d, blocks, heads);
        var reference = Reference(module, d, blocks, heads);

        var actual = Tiny.Hidden(module, MostPlaces, [[1, 2, Mask, 4, 5], [Mask], [6, Mask, Mask]]);

        Rows.AssertClose(
            [.. reference.Hidden(1, 2, Mask, 4, 5), .. reference.Hidden(Mask), .. reference.Hidden(6, Mask, Mask)], actual);
    }

    [TestMethod]
    [DataRow(4, 1, 2)]
    [DataRow(8, 3, 4)]
    public void A_context_is_asked_by_a_mask_behind_it(int d, int blocks, int heads)
    {
        using var module = Create(d, blocks, heads);
        var reference = Reference(module, d, blocks, heads);
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();

        var last = module.Last(Tiny.Pack([1, 2, 3, 4], [5], [6, 1, 6]));

        Rows.AssertClose(
            [reference.Hidden(1, 2, 3, 4, Mask)[^1], reference.Hidden(5, Mask)[^1], reference.Hidden(6, 1, 6, Mask)[^1]],
            [.. last.data<float>().ToArray().Chunk(d)]);
    }

    /// <remarks>
    /// √d = 2, so x₁ = (2, 2, −2, −2) and x₂ = (2, −2, 2, −2); their norms are (1, 1, −1, −1) and (1, −1, 1, −1).
    /// Without query and key both places look at both alike and get the mean (1, 0, 0, −1): (3, 2, −2, −3) and (3, −2, 2, −3).
    /// The mean of the squares is 6.5, so the feed-forward gets ±3/√6.5 = ±1.17670 and ±2/√6.5 = ±0.78446 and adds x·Φ(x) of them, with
    /// Φ(1.17670) = 0.880342 and Φ(0.78446) = 0.783616: row 1 becomes (4.035895, 2.614719, −2.169745, −3.140802).
    /// Its mean is 0.335017 and its deviation 3.051583.
    /// </remarks>
    [TestMethod]
    public void Uniform_attention_and_unit_layers_give_what_hand_calculation_gives()
    {
        var options = new Bert4RecOptions { EmbeddingSize = 4, Blocks = 1, Heads = 2, InnerFactor = 1, Dropout = 0 };
        using var module = new Bert4RecModule(2, Tiny.MaximumLength, options);
        foreach (var (name, weight) in module.named_parameters())
            Weights.Set(weight, Values(name, (int)weight.numel()));
        module.eval();

        Rows.AssertClose(
            [[1.212772, 0.747055, -0.820807, -1.139021], [1.212772, -0.820807, 0.747055, -1.139021]], Tiny.Hidden(module, [1, 2]), 1e-5);
    }

    [TestMethod]
    public void The_gradient_of_the_loss_of_masked_items_is_the_one_of_finite_differences()
    {
        using var scope = torch.NewDisposeScope();
        using var module = Create(d: 4, blocks: 1, heads: 2);
        int[][] sequences = [[1, Mask, 3, Mask], [Mask], [5, 1, Mask, 2, 6]];
        int[] rows = [1, 3, 4, 7];
        module.train();

        LossGradient.Check(
            module, Tiny.Pack(MostPlaces, [.. sequences.Select(sequence => Array.ConvertAll(sequence, item => (long)item))]),
            rows, [2, 4, 3, 5], [6, 5, 1, 2],
            (weights, items) =>
            {
                var reference = new ReferenceBert4Rec(weights, 4, Tiny.MaximumLength, blocks: 1, heads: 2);
                var hidden = sequences.SelectMany(sequence => reference.Hidden(sequence)).ToArray();
                return [.. rows.Select((row, i) => reference.Score(hidden[row], items[i]))];
            });
        CollectionAssert.AreEqual(new float[4], module.ItemEmbedding.weight!.grad!.data<float>().ToArray()[..4]);
    }

    [TestMethod]
    public void Every_place_sees_all_of_its_sequence_and_nothing_of_its_neighbours()
    {
        using var module = Create(d: 8, blocks: 2, heads: 2);

        var before = Tiny.Hidden(module, [1, 2, Mask, 4], [5, Mask], [2]);
        var after = Tiny.Hidden(module, [1, 2, Mask, 3], [5, Mask], [2]);

        for (var row = 0; row < 4; row++)
            CollectionAssert.AreNotEqual(before[row], after[row], $"row {row}");
        Rows.AssertClose(Rows.Doubles(before[4..]), after[4..], 0);
        Rows.AssertClose(Rows.Doubles([.. Tiny.Hidden(module, [5, Mask]), .. Tiny.Hidden(module, [2])]), after[4..]);
    }

    [TestMethod]
    public void Dropout_is_in_training_mode_only_and_repeats_for_the_same_step()
    {
        using var module = Create(dropout: 0.5);
        using var plain = Create();

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
        using var module = Create(d: 6, blocks: 1);
        string[] layers = ["attentionNorm", "query", "key", "value", "output", "feedForwardNorm", "inner", "outer"];
        string[] expected =
        [
            "items.weight", "positions.weight", "norm.weight", "norm.bias",
            .. layers.SelectMany(layer => new[] { $"blocks.0.{layer}.weight", $"blocks.0.{layer}.bias" }),
        ];

        CollectionAssert.AreEquivalent(expected, Weights.Of(module).Keys);
        CollectionAssert.AreEqual(new long[] { Tiny.ItemCount + 2, 6 }, module.ItemEmbedding.weight!.shape);
        Assert.AreEqual(
            Weights.Of(module).Values.Sum(values => (long)values.Length),
            new Bert4RecOptions { EmbeddingSize = 6, Blocks = 1 }.CountWeights(Tiny.ItemCount, Tiny.MaximumLength));
    }

    private static Bert4RecModule Create(int d = 4, int blocks = 1, int heads = 2, double dropout = 0) => Tiny.Filled(new Bert4RecModule(
        Tiny.ItemCount, Tiny.MaximumLength, new Bert4RecOptions { EmbeddingSize = d, Blocks = blocks, Heads = heads, Dropout = dropout }));

    private static ReferenceBert4Rec Reference(Bert4RecModule module, int d, int blocks, int heads) =>
        new(Tiny.DoubleWeights(module), d, Tiny.MaximumLength, blocks, heads);

    private static float[] Values(string name, int count) => name switch
    {
        "items.weight" => [0, 0, 0, 0, 1, 1, -1, -1, 1, -1, 1, -1, 0, 0, 0, 0],
        "positions.weight" or "blocks.0.query.weight" or "blocks.0.key.weight" => new float[count],
        _ when name.EndsWith("orm.weight", StringComparison.Ordinal) => [1, 1, 1, 1],
        _ when name.EndsWith(".weight", StringComparison.Ordinal) => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
        _ => new float[count],
    };
}
