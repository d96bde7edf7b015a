namespace MLNetUnlearn.Engine.Tests.Tensors;

[TestClass]
public sealed class ShapeTests
{
    [TestMethod]
    public void ViewsShareTheirElements()
    {
        Tensor x = tensor([1f, 2f, 3f, 4f, 5f, 6f], [2, 3]);
        x.view(3, -1).fill_(0);
        Values.AreClose([0, 0, 0, 0, 0, 0], x);
        x.t().copy_(tensor([1f, 4f, 2f, 5f, 3f, 6f], [3, 2]));
        Values.AreClose([1, 2, 3, 4, 5, 6], x);
        x.narrow(1, 1, 1).mul_(10);
        Values.AreClose([1, 20, 3, 4, 50, 6], x);
    }

    [TestMethod]
    public void AViewOutlivesTheHandleItWasMadeFrom()
    {
        Tensor x = tensor([1f, 2f, 3f, 4f]);
        Tensor view = x.view(2, 2);
        x.Dispose();
        using Tensor other = torch.zeros(4);
        Values.AreClose([1, 2, 3, 4], view);
    }

    [TestMethod]
    public void ShapesFollow()
    {
        Tensor x = Values.Of(1, 2, 1, 3);
        CollectionAssert.AreEqual(new long[] { 6 }, x.reshape(-1).shape);
        CollectionAssert.AreEqual(new long[] { 3, 1, 2 }, x.transpose(0, 2).shape);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, x.squeeze().shape);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, x.squeeze(1).shape);
        CollectionAssert.AreEqual(new long[] { 2, 1, 3 }, x.squeeze(0).shape);
        CollectionAssert.AreEqual(new long[] { 1, 2, 1, 3 }, x.unsqueeze(0).shape);
        CollectionAssert.AreEqual(new long[] { 2, 1, 3, 1 }, x.unsqueeze(-1).shape);
        CollectionAssert.AreEqual(new long[] { 4, 2, 5, 3 }, x.expand(4, 2, 5, -1).shape);
        CollectionAssert.AreEqual(new long[] { 2, 1, 2 }, x.narrow(2, 1, 2).shape);
        Assert.AreEqual(3L, x.size(-1));
        Assert.AreEqual(3L, x.dim());
        Assert.AreEqual(6L, x.numel());
        Assert.AreEqual(6L, x.NumberOfElements);
    }

    [TestMethod]
    public void StridedElementsAreInLogicalOrder()
    {
        Tensor x = tensor([1f, 2f, 3f, 4f, 5f, 6f], [2, 3]);
        Values.AreClose([1, 4, 2, 5, 3, 6], x.t());
        Values.AreClose([1, 4, 2, 5, 3, 6], x.t().reshape(6));
        Values.AreClose([2, 3, 5, 6], x.narrow(1, 1, 2));
        Values.AreClose([2, 5, 3, 6], x.narrow(1, 1, 2).t());
        Values.AreClose([1, 1, 2, 2], tensor([1f, 2f]).unsqueeze(1).expand(2, 2));
        Assert.IsFalse(x.t().is_contiguous());
        Assert.IsTrue(x.t().contiguous().is_contiguous());
    }

    [TestMethod]
    public void GradientsMatchDifferences()
    {
        Tensor x = Values.Of(1, 2, 3, 4);
        GradCheck.Run(t => t[0].view(6, 4).square(), x);
        GradCheck.Run(t => t[0].transpose(0, 2).square(), x);
        GradCheck.Run(t => t[0].transpose(1, 2).reshape(2, 12).square(), x);
        GradCheck.Run(t => t[0].narrow(1, 1, 2).square(), x);
        GradCheck.Run(t => t[0].narrow(0, 0, 1).square() + t[0].narrow(0, 1, 1), x);
        GradCheck.Run(t => t[0].unsqueeze(2).square().squeeze(2), x);
        GradCheck.Run(t => t[0].unsqueeze(0).expand(5, 2, 3, 4).square(), x);
        GradCheck.Run(t => t[0].clone().square(), x);
        GradCheck.Run(t => t[0].t().contiguous() * t[0].t(), Values.Of(1, 3, 4));
    }

    [TestMethod]
    public void JoiningMatchesAndSplitsTheGradient()
    {
        Tensor x = Values.Of(1, 2, 3), y = Values.Of(2, 2, 5);
        Tensor joined = cat([x, y], 1);
        CollectionAssert.AreEqual(new long[] { 2, 8 }, joined.shape);
        Values.Match(x, joined.narrow(1, 0, 3));
        Values.Match(y, joined.narrow(1, 3, 5));
        GradCheck.Run(t => cat([t[0], t[1], t[0]], 1).square(), x, y);
        GradCheck.Run(t => cat([t[0], t[1]]).square(), Values.Of(1, 2, 3), Values.Of(2, 1, 3));
        CollectionAssert.AreEqual(new[] { 1L, 2, 3 }, cat([tensor([1L, 2]), tensor([3L])]).data<long>().ToArray());
    }

    [TestMethod]
    public void StackingMatchesAndSplitsTheGradient()
    {
        Tensor x = tensor([1f, 2f]), y = tensor([3f, 4f]);
        Values.AreClose([1, 2, 3, 4], stack([x, y]));
        Values.AreClose([1, 3, 2, 4], stack([x, y], 1));
        GradCheck.Run(t => stack([t[0], t[1]], -1).square(), Values.Of(1, 2, 3), Values.Of(2, 2, 3));
    }
}
