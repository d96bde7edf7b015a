namespace MLNetUnlearn.Engine.Tests.Tensors;

[TestClass]
public sealed class OrderTests
{
    [TestMethod]
    public void TopKIsOrderedAndSaysWhere()
    {
        Tensor x = tensor([3f, 1f, 4f, 1.5f, 9f, 2.6f], [2, 3]);
        (Tensor values, Tensor indexes) = x.topk(2);
        Values.AreClose([4, 3, 9, 2.6], values);
        CollectionAssert.AreEqual(new[] { 2L, 0, 1, 2 }, indexes.data<long>().ToArray());
        (values, indexes) = x.topk(1, largest: false);
        Values.AreClose([1, 1.5], values);
        CollectionAssert.AreEqual(new[] { 1L, 0 }, indexes.data<long>().ToArray());
        (values, indexes) = x.topk(1, dim: 0);
        Values.AreClose([3, 9, 4], values);
        CollectionAssert.AreEqual(new[] { 0L, 1, 0 }, indexes.data<long>().ToArray());
    }

    [TestMethod]
    public void TopKMatchesSorting()
    {
        // All different, so that the order is settled.
        float[] row = [.. Enumerable.Range(0, 1000).Select(i => (float)((i * 7919) % 1009))];
        foreach (int k in new[] { 1, 10, 256, 257, 1000 })
        {
            (Tensor values, Tensor indexes) = tensor(row).topk(k);
            float[] expected = [.. row.OrderDescending().Take(k)];
            CollectionAssert.AreEqual(expected, Values.Floats(values));
            CollectionAssert.AreEqual(expected, indexes.data<long>().ToArray().Select(i => row[i]).ToArray());
        }
    }

    [TestMethod]
    public void GradientGoesToTheChosen()
    {
        GradCheck.Run(t => t[0].topk(2).values, tensor([3f, 1f, 4f, 1.5f, 9f, 2.6f], [2, 3]));
        GradCheck.Run(t => t[0].max(0).values, tensor([3f, 1f, 4f, 1.5f, 9f, 2.6f], [2, 3]));
        GradCheck.Run(t => t[0].max(), tensor([3f, 1f, 4f, 1.5f, 9f, 2.6f], [2, 3]));
    }

    [TestMethod]
    public void MaximaAndTheirPlaces()
    {
        Tensor x = tensor([3f, 1f, 4f, 1.5f, 9f, 2.6f], [2, 3]);
        Assert.AreEqual(9f, x.max().item<float>());
        Assert.AreEqual(4L, x.argmax().item<long>());
        (Tensor values, Tensor indexes) = x.max(1);
        Values.AreClose([4, 9], values);
        CollectionAssert.AreEqual(new[] { 2L, 1 }, indexes.data<long>().ToArray());
        CollectionAssert.AreEqual(new[] { 2L, 1 }, x.argmax(1).data<long>().ToArray());
        CollectionAssert.AreEqual(new long[] { 2, 1 }, x.argmax(1, keepdim: true).shape);
        CollectionAssert.AreEqual(new long[] { 1, 3 }, x.max(0, keepdim: true).values.shape);
    }

    [TestMethod]
    public void NotANumberIsLargest()
        => Assert.AreEqual(1L, tensor([3f, float.NaN, 5f]).argmax().item<long>());
}
