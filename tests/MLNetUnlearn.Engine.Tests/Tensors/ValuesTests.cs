namespace MLNetUnlearn.Engine.Tests.Tensors;

[TestClass]
public sealed class ValuesTests
{
    [TestMethod]
    public void AccessorReadsAndWrites()
    {
        Tensor x = tensor([1f, 2f, 3f, 4f], [2, 2]);
        Assert.AreEqual(4L, x.data<float>().Count);
        Assert.AreEqual(3f, x.data<float>()[2]);
        Assert.AreEqual(3f, x.data<float>()[1, 0]);
        x.data<float>()[1, 1] = 9;
        x.data<float>().CopyFrom([7f, 8f]);
        Values.AreClose([7, 8, 3, 9], x);
        var buffer = new float[3];
        x.data<float>().CopyTo(buffer.AsSpan(), 1, 2);
        CollectionAssert.AreEqual(new[] { 0f, 3f, 9f }, buffer);
        CollectionAssert.AreEqual(new[] { 7f, 3f, 8f, 9f }, x.t().data<float>().ToArray());
        Assert.AreEqual(3f, x.t().data<float>()[1]);
        CollectionAssert.AreEqual(new[] { 7f, 8f, 3f, 9f }, x.data<float>().ToList());
    }

    [TestMethod]
    public void ConversionsCutOffAndTellZero()
    {
        Tensor x = tensor([-1.7f, 0f, 2.9f]);
        CollectionAssert.AreEqual(new[] { -1L, 0, 2 }, x.to_type(ScalarType.Int64).data<long>().ToArray());
        CollectionAssert.AreEqual(new[] { -1, 0, 2 }, x.to_type(ScalarType.Int32).data<int>().ToArray());
        CollectionAssert.AreEqual(new[] { true, false, true }, x.to_type(ScalarType.Bool).data<bool>().ToArray());
        Values.AreClose([1, 0], tensor([true, false]).to_type(ScalarType.Float32));
        Values.AreClose([5, 6], tensor([5L, 6L]).to_type(ScalarType.Float32));
    }

    [TestMethod]
    public void CopyBroadcastsAndConverts()
    {
        Tensor x = zeros(2, 3);
        x.copy_(tensor([1f, 2f, 3f]));
        Values.AreClose([1, 2, 3, 1, 2, 3], x);
        x.copy_(tensor([4L, 5], [2, 1]));
        Values.AreClose([4, 4, 4, 5, 5, 5], x);
    }

    [TestMethod]
    public void CloneIsIndependentAndDetachIsNot()
    {
        Tensor x = tensor([1f, 2f]);
        Tensor clone = x.clone(), same = x.detach();
        x.fill_(5);
        Values.AreClose([1, 2], clone);
        Values.AreClose([5, 5], same);
    }

    [TestMethod]
    public void ChangesInPlace()
    {
        Tensor x = tensor([1f, 2f, 3f, 4f], [2, 2]), row = tensor([10f, 20f]);
        Values.AreClose([11, 22, 13, 24], x.clone().add_(row));
        Values.AreClose([6, 12, 8, 14], x.clone().add_(row, 0.5));
        Values.AreClose([2, 3, 4, 5], x.clone().add_(1));
        Values.AreClose([-9, -18, -7, -16], x.clone().sub_(row));
        Values.AreClose([0, 1, 2, 3], x.clone().sub_(1));
        Values.AreClose([10, 40, 30, 80], x.clone().mul_(row));
        Values.AreClose([2, 4, 6, 8], x.clone().mul_(2));
        Values.AreClose([1 + (2 * 10 * 1), 2 + (2 * 20 * 2), 3 + (2 * 10 * 3), 4 + (2 * 20 * 4)], x.clone().addcmul_(row, x, 2));
        Values.AreClose([1 + (2 * 10 / 1.0), 2 + (2 * 20 / 2.0), 3 + (2 * 10 / 3.0), 4 + (2 * 20 / 4.0)], x.clone().addcdiv_(row, x, 2));
        Values.AreClose([0, 0, 0, 0], x.clone().zero_());
        Values.AreClose([2, 6, 4, 8], x.t().clone().mul_(2));
    }
}
