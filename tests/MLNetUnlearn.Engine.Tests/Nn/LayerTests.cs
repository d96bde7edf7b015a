namespace MLNetUnlearn.Engine.Tests.Nn;

[TestClass]
public sealed class LayerTests
{
    [TestMethod]
    public void LinearMatchesHandCalculation()
    {
        using Linear linear = nn.Linear(2, 3);
        Fill(linear.weight!, [1f, 2f, 3f, 4f, 5f, 6f]);
        Fill(linear.bias!, [0.5f, 0f, -1f]);
        Values.AreClose([5.5, 11, 16, 1.5, 3, 4], linear.call(tensor([1f, 2f, 1f, 0f], [2, 2])));
        Values.AreClose([5, 11, 17], nn.functional.linear(tensor([1f, 2f]), linear.weight!));
        Assert.IsNull(nn.Linear(2, 3, hasBias: false).bias);
        CollectionAssert.AreEqual(new long[] { 3, 2 }, linear.weight!.shape);
    }

    [TestMethod]
    public void LinearGradientsMatchDifferences()
    {
        foreach ((long rows, long inner, long columns) in new[] { (1L, 1L, 1L), (7, 5, 3), (13, 17, 19), (6, 64, 33), (70, 3, 65) })
        {
            Tensor x = Values.Of(1, rows, inner), w = Values.Of(2, columns, inner), b = Values.Of(3, columns);
            GradCheck.Run(t => nn.functional.linear(t[0], t[1], t[2]), x, w, b);
        }
        GradCheck.Run(t => nn.functional.linear(t[0], t[1]), Values.Of(1, 2, 3, 4), Values.Of(2, 5, 4));
        GradCheck.Run(t => nn.functional.linear(t[0].t(), t[1].t()), Values.Of(1, 4, 3), Values.Of(2, 4, 5));
    }

    [TestMethod]
    public void EmbeddingLooksUpRows()
    {
        using Embedding embedding = nn.Embedding(4, 2, padding_idx: 0);
        Values.AreClose([0, 0], embedding.weight!.narrow(0, 0, 1));
        Fill(embedding.weight!, [9f, 9f, 1f, 2f, 3f, 4f, 5f, 6f]);
        Tensor rows = embedding.call(tensor([2L, 0, 3, 1], [2, 2]));
        CollectionAssert.AreEqual(new long[] { 2, 2, 2 }, rows.shape);
        Values.AreClose([3, 4, 9, 9, 5, 6, 1, 2], rows);
    }

    [TestMethod]
    public void EmbeddingGradientsAddUpAndSkipThePadding()
    {
        using Embedding embedding = nn.Embedding(4, 2, padding_idx: 1);
        Tensor factors = tensor([1f, 10f, 100f, 1000f], [4, 1]);
        (embedding.call(tensor([2L, 1, 2, 3])) * factors).sum().backward();
        Values.AreClose([0, 0, 0, 0, 101, 101, 1000, 1000], embedding.weight!.grad!);
        (embedding.call(tensor([0L])) * 5).sum().backward();
        Values.AreClose([5, 5, 0, 0, 101, 101, 1000, 1000], embedding.weight!.grad!);
        using (Tensor grad = embedding.weight!.grad!) grad.zero_();
        embedding.call(tensor([3L])).sum().backward();
        Values.AreClose([0, 0, 0, 0, 0, 0, 1, 1], embedding.weight!.grad!);
        (embedding.weight! * 2).sum().backward();
        Values.AreClose([2, 2, 2, 2, 2, 2, 3, 3], embedding.weight!.grad!);
    }

    [TestMethod]
    public void LayerNormMatchesHandCalculation()
    {
        using LayerNorm norm = nn.LayerNorm(4, eps: 0);
        Tensor x = tensor([1f, 2f, 3f, 4f], [1, 4]);
        double s = Math.Sqrt(1.25);
        Values.AreClose([-1.5 / s, -0.5 / s, 0.5 / s, 1.5 / s], norm.call(x));
        Fill(norm.weight, [1f, 2f, 1f, 1f]);
        Fill(norm.bias!, [0f, 0f, 0f, 7f]);
        Values.AreClose([-1.5 / s, -1 / s, 0.5 / s, (1.5 / s) + 7], norm.call(x));
        Assert.IsNull(nn.LayerNorm(4, bias: false).bias);
        Assert.IsEmpty(nn.LayerNorm(4, elementwise_affine: false).parameters().ToList());
    }

    [TestMethod]
    public void LayerNormGradientsMatchDifferences()
    {
        foreach ((long rows, long columns) in new[] { (1L, 4L), (3, 5), (70, 16), (130, 3), (5, 33) })
        {
            Tensor x = Values.Of(1, rows, columns), w = Values.Of(2, columns), b = Values.Of(3, columns);
            GradCheck.Run(t => nn.functional.layer_norm(t[0], [columns], t[1], t[2]), 1e-2, x, w, b);
        }
        GradCheck.Run(t => nn.functional.layer_norm(t[0], [3, 5]), 1e-2, Values.Of(1, 4, 3, 5));
        GradCheck.Run(t => nn.functional.layer_norm(t[0], [5], t[1]), 1e-2, Values.Of(1, 4, 5), Values.Of(2, 5));
    }

    [TestMethod]
    public void AnEmptyBatchHasGradientsOfZero()
    {
        using Linear linear = nn.Linear(3, 2);
        using LayerNorm norm = nn.LayerNorm(2);
        using Embedding embedding = nn.Embedding(4, 3);
        norm.call(linear.call(embedding.call(zeros([0], ScalarType.Int64)))).sum().backward();
        foreach (Parameter parameter in linear.parameters().Concat(norm.parameters()).Concat(embedding.parameters()))
            Values.Match(zeros_like(parameter), parameter.grad!);
    }

    [TestMethod]
    public void DropoutActsInTrainingOnly()
    {
        using Dropout dropout = nn.Dropout(0.4);
        Tensor x = ones(20_000);
        float[] values = Values.Floats(dropout.call(x));
        Assert.IsTrue(values.All(value => value == 0 || Math.Abs(value - (1 / 0.6f)) < 1e-6));
        Assert.AreEqual(0.4, values.Count(value => value == 0) / 20_000.0, 0.02);
        CollectionAssert.AreNotEqual(values, Values.Floats(dropout.call(x)));
        dropout.eval();
        Values.Match(x, dropout.call(x));
    }

    private static void Fill(Tensor parameter, float[] values)
    {
        using IDisposable _ = no_grad();
        parameter.copy_(tensor(values, parameter.shape));
    }
}
