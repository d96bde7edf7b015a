namespace MLNetUnlearn.Tests.Recommenders;

[TestClass]
public sealed class SasRecGradientTests
{
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

        Check(module);
    }

    [TestMethod]
    public void The_padding_row_has_no_gradient()
    {
        using var scope = torch.NewDisposeScope();
        using var module = TinySasRec.Create();

        Check(module);

        CollectionAssert.AreEqual(new float[4], module.ItemEmbedding.weight!.grad!.data<float>().ToArray()[..4]);
    }

    private static void Check(MLNetUnlearn.Recommenders.SasRecModule module) => LossGradient.Check(
        module, Tiny.Pack([.. Sequences.Select(sequence => Array.ConvertAll(sequence, item => (long)item))]),
        [.. Enumerable.Range(0, Positives.Length)], Positives, Negatives,
        (weights, items) =>
        {
            var reference = new ReferenceSasRec(weights, 4, Tiny.MaximumLength, blocks: 1, heads: 2);
            var hidden = Sequences.SelectMany(sequence => reference.Hidden(sequence)).ToArray();
            return [.. hidden.Select((h, row) => reference.Score(h, items[row]))];
        });
}
