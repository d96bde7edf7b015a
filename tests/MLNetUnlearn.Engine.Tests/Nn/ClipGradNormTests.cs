namespace MLNetUnlearn.Engine.Tests.Nn;

[TestClass]
public sealed class ClipGradNormTests
{
    [TestMethod]
    public void AllGradientsAreScaledByOneFactor()
    {
        Parameter x = nn.Parameter(zeros(2)), y = nn.Parameter(zeros(1)), without = nn.Parameter(zeros(1));
        x.grad = tensor([3f, 0f]);
        y.grad = tensor([4f]);
        Assert.AreEqual(5, nn.utils.clip_grad_norm_([x, y, without], 2.5), 1e-6);
        Values.AreClose([1.5, 0], x.grad!);
        Values.AreClose([2], y.grad!);
        Assert.AreEqual(2.5, nn.utils.clip_grad_norm_([x, y, without], 100), 1e-5);
        Values.AreClose([1.5, 0], x.grad!);
    }

    [TestMethod]
    public void OtherNorms()
    {
        Parameter x = nn.Parameter(zeros(2));
        x.grad = tensor([3f, -4f]);
        Assert.AreEqual(7, nn.utils.clip_grad_norm_([x], 100, norm_type: 1), 1e-6);
        Assert.AreEqual(4, nn.utils.clip_grad_norm_([x], 2, norm_type: double.PositiveInfinity), 1e-6);
        Values.AreClose([1.5, -2], x.grad!);
    }

    [TestMethod]
    public void LookedUpRowsAreClippedToo()
    {
        using Embedding embedding = nn.Embedding(5, 2);
        (embedding.call(tensor([1L, 3])) * tensor([3f, 4f], [2, 1])).sum().backward();
        Assert.AreEqual(Math.Sqrt(50), nn.utils.clip_grad_norm_(embedding.parameters(), 1), 1e-5);
        double s = Math.Sqrt(50);
        Values.AreClose([0, 0, 3 / s, 3 / s, 0, 0, 4 / s, 4 / s, 0, 0], embedding.weight!.grad!);
        Assert.AreEqual(1, nn.utils.clip_grad_norm_(embedding.parameters(), 10), 1e-5);
    }
}
