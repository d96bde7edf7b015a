namespace MLNetUnlearn.Engine.Tests.Tensors;

[TestClass]
public sealed class IndexingTests
{
    [TestMethod]
    public void IndexSelectTakesSlices()
    {
        Tensor x = tensor([1f, 2f, 3f, 4f, 5f, 6f], [2, 3]);
        Values.AreClose([4, 5, 6, 1, 2, 3, 4, 5, 6], x.index_select(0, tensor([1L, 0, 1])));
        Values.AreClose([3, 1, 6, 4], x.index_select(1, tensor([2L, 0])));
        CollectionAssert.AreEqual(new[] { 30L, 10 }, tensor([10L, 20, 30]).index_select(0, tensor([2L, 0])).data<long>().ToArray());
    }

    [TestMethod]
    public void IndexSelectAddsUpRepeatedGradients()
    {
        Tensor index = tensor([1L, 0, 1, 1]);
        GradCheck.Run(t => t[0].index_select(0, index).square(), Values.Of(1, 3, 5));
        GradCheck.Run(t => t[0].index_select(1, index).square(), Values.Of(1, 2, 3, 5));
        GradCheck.Run(t => (t[0] * 2).index_select(0, index).square(), Values.Of(1, 3, 17));
        GradCheck.Run(t => t[0].index_select(0, index).sum() + (t[0] * 3).sum(), Values.Of(1, 3, 17));
    }

    [TestMethod]
    public void GatherTakesOneElementPerPlace()
    {
        Tensor x = tensor([1f, 2f, 3f, 4f, 5f, 6f], [2, 3]);
        Values.AreClose([3, 4], x.gather(1, tensor([2L, 0], [2, 1])));
        Values.AreClose([4, 2, 6], x.gather(0, tensor([1L, 0, 1], [1, 3])));
        GradCheck.Run(t => t[0].gather(1, tensor([2L, 2, 0, 1], [2, 2])).square(), Values.Of(1, 2, 3));
        GradCheck.Run(t => t[0].gather(0, tensor([1L, 0, 1], [1, 3])).square(), Values.Of(1, 2, 3));
    }

    [TestMethod]
    public void ScatterPutsElements()
    {
        Tensor x = torch.zeros(2, 3);
        x.scatter_(1, tensor([2L, 0], [2, 1]), tensor([7f, 8f], [2, 1]));
        Values.AreClose([0, 0, 7, 8, 0, 0], x);
    }

    [TestMethod]
    public void IndexAddAddsSlices()
    {
        Tensor x = torch.ones(3, 2), source = tensor([1f, 2f, 3f, 4f, 5f, 6f], [3, 2]);
        Tensor index = tensor([2L, 0, 2]);
        Values.AreClose([7, 9, 1, 1, 13, 17], x.index_add(0, index, source, 2));
        x.index_add_(0, index, source, 1);
        Values.AreClose([4, 5, 1, 1, 7, 9], x);
        GradCheck.Run(t => t[0].index_add(0, index, t[1], 0.5).square(), Values.Of(1, 3, 2), Values.Of(2, 3, 2));
        GradCheck.Run(t => t[0].index_add(1, index, t[1], 1).square(), Values.Of(1, 2, 3), Values.Of(2, 2, 3));
    }
}
