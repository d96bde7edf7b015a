using CustomModule;

namespace MLNetUnlearn.Tests.Examples;

/// <summary>The network of examples/CustomModule.</summary>
[TestClass]
public sealed class GatedConvolutionTests
{
    /// <summary>Each place sees itself and what came before: what follows does not matter, and need not be there.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(7)]
    public void The_start_of_a_window_gives_what_it_gives_in_a_longer_one(int length)
    {
        using var network = new GatedConvolutionNetwork(9, new GatedConvolutionOptions { EmbeddingSize = 4 });
        network.eval();
        using var items = torch.tensor([3L, 1, 4, 1, 5, 9, 2, 6, 5, 3], [1L, 10L]);
        using var whole = network.call(items);

        using var start = network.call(items.narrow(1, 0, length));

        CollectionAssert.AreEqual(new[] { 1L, length, 4 }, start.shape);
        float[] expected = whole.data<float>().ToArray()[..(4 * length)];
        float[] actual = start.data<float>().ToArray();
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-5f);
    }
}
