namespace MLNetUnlearn.Engine.Tests.Tensors;

[TestClass]
public sealed class CreationTests
{
    [TestMethod]
    public void TensorsOfValuesAreCopies()
    {
        float[] values = [1f, 2f, 3f, 4f];
        Tensor x = tensor(values, [2, 2]);
        values[0] = 9;
        Values.AreClose([1, 2, 3, 4], x);
        Assert.AreEqual(ScalarType.Float32, x.dtype);
        CollectionAssert.AreEqual(new long[] { 2, 2 }, x.shape);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, tensor([1f, 2f, 3f, 4f, 5f, 6f], 2, 3).shape);
        CollectionAssert.AreEqual(new long[] { 2 }, tensor(new float[] { 1, 2, 3 }.AsMemory(1, 2), [2]).shape);
        Assert.AreEqual(ScalarType.Int64, tensor([1L, 2L]).dtype);
        Assert.AreEqual(ScalarType.Int32, tensor([1, 2]).dtype);
        Assert.AreEqual(ScalarType.Bool, tensor([true]).dtype);
        Assert.AreEqual(ScalarType.Float32, tensor([1L, 2L], dtype: ScalarType.Float32).dtype);
        Assert.IsTrue(tensor([1f], requires_grad: true).requires_grad);
    }

    [TestMethod]
    public void ScalarsHaveNoDimensions()
    {
        Assert.IsEmpty(tensor(1.5f).shape);
        Assert.AreEqual(1.5f, tensor(1.5f).item<float>());
        Assert.AreEqual(7L, tensor(7L).item<long>());
        Assert.AreEqual(7, tensor(7).item<int>());
        Assert.IsTrue(tensor(true).item<bool>());
        Assert.AreEqual(7f, tensor(7L).ToSingle());
        Assert.AreEqual(7L, tensor(7.9f).ToInt64());
    }

    [TestMethod]
    public void FilledTensors()
    {
        Values.AreClose([0, 0, 0, 0, 0, 0], zeros(2, 3));
        Values.AreClose([1, 1], ones(2));
        Values.AreClose([2.5, 2.5], full([2], 2.5f));
        Assert.AreEqual(ScalarType.Int64, full(2, 3, 7).dtype);
        Assert.AreEqual(ScalarType.Bool, zeros([2], ScalarType.Bool).dtype);
        CollectionAssert.AreEqual(new long[] { 2, 3, 4 }, empty(2, 3, 4).shape);
        CollectionAssert.AreEqual(new long[] { 0, 3 }, zeros([0, 3]).shape);
        Tensor x = Values.Of(1, 2, 3);
        CollectionAssert.AreEqual(x.shape, zeros_like(x).shape);
        CollectionAssert.AreEqual(x.shape, ones_like(x).shape);
        Values.AreClose([1, 1, 1, 1, 1, 1], x.ones_like());
    }

    [TestMethod]
    public void Ranges()
    {
        CollectionAssert.AreEqual(new[] { 0L, 1, 2 }, arange(3).data<long>().ToArray());
        CollectionAssert.AreEqual(new[] { 2L, 3 }, arange(2, 4).data<long>().ToArray());
        CollectionAssert.AreEqual(new[] { 5L, 3, 1 }, arange(5, 0, -2).data<long>().ToArray());
        Values.AreClose([0, 0.25, 0.5, 0.75], arange(0, 1, 0.25));
        Values.AreClose([1, 2], arange(1, 3, dtype: ScalarType.Float32));
    }
}
