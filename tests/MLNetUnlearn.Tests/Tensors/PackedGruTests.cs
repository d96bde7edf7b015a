using MLNetUnlearn.Engine.Tests.Packed;
using MLNetUnlearn.Tensors;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Tensors;

[TestClass]
public sealed class PackedGruTests
{
    private static readonly string[] Names = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"];

    [TestMethod]
    public void The_weights_have_the_names_shapes_and_first_values_of_a_torch_gru()
    {
        using var gru = new PackedGru(5, 4);
        using var again = new PackedGru(5, 4);

        var weights = gru.state_dict();

        CollectionAssert.AreEqual(Names, weights.Keys.ToArray());
        CollectionAssert.AreEqual(new[] { "12×5", "12×4", "12", "12" }, weights.Values.Select(w => string.Join('×', w.shape)).ToArray());
        foreach (var name in Names[..2])
        {
            var values = weights[name].data<float>().ToArray();
            Assert.IsTrue(values.All(value => Math.Abs(value) <= 0.5)); // 1/√4
            Assert.IsGreaterThan(0.2, values.Max());
            Assert.IsLessThan(-0.2, values.Min());
            CollectionAssert.AreEqual(values, again.state_dict()[name].data<float>().ToArray());
        }
        Assert.AreEqual(0, weights[Names[2]].abs().sum().item<float>() + weights[Names[3]].abs().sum().item<float>());
    }

    [TestMethod]
    public void Two_steps_by_hand()
    {
        // h = 1, d = 1, and only W_in, W_hn and b_hn differ from 0: r = z = σ(0) = 1/2 at all times; x = 1, then 3.
        // Step 1: n = tanh(1/2 · 1 + 1/2 · (4 · 0 + 1)) = tanh(1) = 0.76159416, h = n / 2 = 0.38079708.
        // Step 2: n = tanh(1/2 · 3 + 1/2 · (4 · 0.38079708 + 1)) = tanh(2.76159416) = 0.99204557, h = (n + 0.38079708) / 2 = 0.68642132.
        using var scope = torch.NewDisposeScope();
        using var gru = new PackedGru(1, 1);
        Fill(gru, [0, 0, 0.5f], [0, 0, 4], [0, 0, 0], [0, 0, 1]);

        var states = gru.call(torch.tensor(new[] { 1f, 3 }, [2, 1]), Pack([2])).data<float>().ToArray();

        Assert.AreEqual(0.38079708, states[0], 1e-6);
        Assert.AreEqual(0.68642132, states[1], 1e-6);
    }

    [TestMethod]
    [DataRow(3, 4, new long[] { 3, 1, 4, 2 }, DisplayName = "mixed lengths")]
    [DataRow(6, 16, new long[] { 1, 1, 1 }, DisplayName = "single rows")]
    [DataRow(4, 5, new long[] { 200 }, DisplayName = "one long sequence")]
    [DataRow(7, 17, new long[] { 2, 9, 9, 1 }, DisplayName = "an odd size")]
    public void States_and_gradients_are_those_of_the_equations_in_double_precision(int width, int size, long[] lengths)
    {
        using var scope = torch.NewDisposeScope();
        using var gru = new PackedGru(width, size);
        var rows = (int)lengths.Sum();
        float[][] inputs =
        [
            Numbers(rows * width, 1), Numbers(3 * size * width, 0.5f), Numbers(3 * size * size, 0.5f),
            Numbers(3 * size, 1), Numbers(3 * size, 1),
        ];
        Fill(gru, inputs[1..]);
        var x = torch.tensor(inputs[0], [rows, width]).requires_grad_();
        var factors = Numbers(rows * size, 1);

        var states = gru.call(x, Pack(lengths));
        (states * torch.tensor(factors, [rows, size])).sum().backward();

        var numbers = inputs.Select(input => Array.ConvertAll(input, value => (double)value)).ToArray();
        var expected = ScalarGru.States(numbers, lengths);
        var actual = states.detach().data<float>().ToArray();
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-5, $"state {i}");
        Tensor[] leaves = [x, .. gru.parameters()];
        for (var input = 0; input < leaves.Length; input++)
        {
            var gradient = leaves[input].grad!.data<float>().ToArray();
            for (var i = 0; i < gradient.Length; i += 1 + (gradient.Length / 25))
            {
                var slope = ScalarGru.Slope(numbers, lengths, factors, input, i);
                Assert.AreEqual(slope, gradient[i], 1e-4 * (1 + Math.Abs(slope)), $"gradient {input}, element {i}");
            }
        }
    }

    [TestMethod]
    public void Sizes_and_arguments_are_checked()
    {
        using var scope = torch.NewDisposeScope();
        using var gru = new PackedGru(2, 3);

        Assert.AreEqual("inputSize", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new PackedGru(0, 3)).ParamName);
        Assert.AreEqual("hiddenSize", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new PackedGru(2, 0)).ParamName);
        Assert.AreEqual("x", Assert.ThrowsExactly<ArgumentNullException>(() => gru.call(null!, Pack([1]))).ParamName);
        Assert.AreEqual("at", Assert.ThrowsExactly<ArgumentNullException>(() => gru.call(torch.ones(1, 2), null!)).ParamName);
    }

    private static PackedSequences Pack(long[] lengths)
    {
        var offsets = new long[lengths.Length + 1];
        for (var i = 0; i < lengths.Length; i++)
            offsets[i + 1] = offsets[i] + lengths[i];
        return new PackedSequences(new long[offsets[^1]], offsets, (int)lengths.Max());
    }

    private static void Fill(PackedGru gru, params float[][] values)
    {
        foreach (var (weight, i) in gru.parameters().Select((weight, i) => (weight, i)))
            Weights.Set(weight, values[i]);
    }

    // Spread over ±range, no two neighbours alike.
    private static float[] Numbers(int count, float range) =>
        [.. Enumerable.Range(1, count).Select(i => range * (((i * 37 % 101) / 50f) - 1.01f))];
}
