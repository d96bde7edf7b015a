namespace MLNetUnlearn.Engine.Tests.Autograd;

[TestClass]
public sealed class BackwardTests
{
    [TestMethod]
    public void GradientsAddUpOverPathsAndCalls()
    {
        Tensor x = tensor([2f], requires_grad: true);
        Tensor y = x * x;
        (y + (y * x)).sum().backward();
        Values.AreClose([4 + 12], x.grad!);
        (x * 3).sum().backward();
        Values.AreClose([19], x.grad!);
        x.grad!.zero_();
        Values.AreClose([0], x.grad!);
        x.grad = null;
        Assert.IsNull(x.grad);
    }

    [TestMethod]
    public void LeavesAndWhatRequiresGradients()
    {
        Tensor x = tensor([2f]), w = tensor([3f], requires_grad: true);
        Tensor y = x * w;
        Assert.IsTrue(x.is_leaf && w.is_leaf && !y.is_leaf);
        Assert.IsTrue(y.requires_grad && w.requires_grad && !x.requires_grad);
        Assert.IsFalse(y.detach().requires_grad);
        y.sum().backward();
        Assert.IsNull(x.grad);
        Assert.IsNull(y.grad);
        Values.AreClose([2], w.grad!);
    }

    [TestMethod]
    public void NothingIsRecordedWithinNoGrad()
    {
        Tensor w = tensor([3f], requires_grad: true);
        using (no_grad())
        {
            Assert.IsFalse(is_grad_enabled());
            Assert.IsFalse((w * 2).requires_grad);
            using (enable_grad()) Assert.IsTrue((w * 2).requires_grad);
            Assert.IsFalse(is_grad_enabled());
        }
        Assert.IsTrue(is_grad_enabled());
        Assert.IsTrue((w * 2).requires_grad);
    }

    [TestMethod]
    public void IntermediateHandlesMayBeDisposedBeforeBackward()
    {
        Tensor x = tensor([2f, 3f], requires_grad: true);
        Tensor y = x.exp();
        Tensor z = y * y;
        Tensor loss = z.sum();
        y.Dispose();
        z.Dispose();
        loss.backward();
        Values.AreClose([2 * Math.Exp(4), 2 * Math.Exp(6)], x.grad!);
    }

    [TestMethod]
    public void AGraphMayBeWalkedTwiceIfRetained()
    {
        Tensor x = tensor([2f], requires_grad: true);
        Tensor loss = x.square().sum();
        autograd.backward([loss], retain_graph: true);
        loss.backward();
        Values.AreClose([8], x.grad!);
    }

    [TestMethod]
    public void BackwardStartsFromGivenGradients()
    {
        Tensor x = tensor([1f, 2f], requires_grad: true);
        autograd.backward([x.square()], [tensor([10f, 100f])]);
        Values.AreClose([20, 400], x.grad!);
    }

    [TestMethod]
    public void GradientsForChosenTensorsLeaveLeavesAlone()
    {
        Tensor x = tensor([2f], requires_grad: true), w = tensor([3f], requires_grad: true);
        Tensor h = x * w;
        IList<Tensor> gradients = autograd.grad([h.square().sum()], [x, h]);
        Values.AreClose([2 * 6 * 3], gradients[0]);
        Values.AreClose([12], gradients[1]);
        Assert.IsNull(x.grad);
        Assert.IsNull(w.grad);
    }

    [TestMethod]
    public void AGradientHandleSharesTheNumbers()
    {
        Tensor x = tensor([2f], requires_grad: true);
        x.square().sum().backward();
        using (Tensor handle = x.grad!) handle.mul_(10);
        Values.AreClose([40], x.grad!);
    }

    [TestMethod]
    public void ALongChainOfOperationsIsWalkedAndFreed()
    {
        Tensor x = tensor([1f], requires_grad: true);
        using (NewDisposeScope())
        {
            Tensor y = x;
            for (int i = 0; i < 20_000; i++) y = y + 1;
            y.sum().backward();
        }
        Values.AreClose([1], x.grad!);
    }
}
