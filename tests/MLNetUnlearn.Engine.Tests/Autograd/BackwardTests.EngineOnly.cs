namespace MLNetUnlearn.Engine.Tests.Autograd;

[TestClass]
public sealed class BackwardErrorTests
{
    [TestMethod]
    public void BackwardNeedsOneElementAndAGraph()
    {
        Tensor x = tensor([1f, 2f], requires_grad: true);
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(() => x.square().backward());
        Assert.AreEqual("Without a given gradient, backward starts from a tensor of one element, not of shape [2].", error.Message);
        Assert.ThrowsExactly<InvalidOperationException>(() => tensor(1f).backward());
    }

    [TestMethod]
    public void AFailedStartLeavesNothingBehind()
    {
        long before = BufferPool.LiveBuffers;
        using (NewDisposeScope())
        {
            Tensor x = tensor([1f, 3f], requires_grad: true), other = tensor([5f], requires_grad: true);
            Tensor loss = x.square().sum(), vector = x * 2;
            Assert.ThrowsExactly<InvalidOperationException>(() => autograd.backward([loss, vector]));
            Assert.ThrowsExactly<InvalidOperationException>(() => autograd.grad([other, vector], [other]));
            Assert.IsNull(x.grad);
            loss.backward();
            Values.AreClose([2, 6], x.grad!);
        }
        Assert.AreEqual(before, BufferPool.LiveBuffers);
    }

    [TestMethod]
    public void AFreedGraphCannotBeWalkedAgain()
    {
        Tensor x = tensor([2f], requires_grad: true);
        Tensor loss = x.square().sum();
        loss.backward();
        Assert.ThrowsExactly<InvalidOperationException>(loss.backward);
        Values.AreClose([4], x.grad!);
    }

    [TestMethod]
    public void AChangedValueIsNoticed()
    {
        Tensor x = tensor([2f], requires_grad: true), y = tensor([3f]);
        Tensor loss = (x * y).sum();
        y.fill_(5);
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(loss.backward);
        Assert.AreEqual("A tensor that backward needs was changed in place after it was used.", error.Message);
    }

    [TestMethod]
    public void ChangesInPlaceAreRefusedWithinRecording()
    {
        Tensor w = tensor([2f], requires_grad: true);
        Assert.ThrowsExactly<InvalidOperationException>(() => w.add_(1));
        Assert.ThrowsExactly<InvalidOperationException>(() => zeros(1).copy_(w));
        using (no_grad()) w.add_(1);
        Values.AreClose([3], w);
    }

    [TestMethod]
    public void GradientsAreCheckedBeforeTheyAreTaken()
    {
        Tensor x = tensor([2f], requires_grad: true);
        Assert.ThrowsExactly<ArgumentException>(() => x.grad = zeros(2));
        Assert.ThrowsExactly<ArgumentException>(() => tensor([1L]).requires_grad_());
        Assert.ThrowsExactly<InvalidOperationException>(() => x.square().requires_grad_(false));
        Assert.ThrowsExactly<InvalidOperationException>(() => autograd.grad([x.square()], [tensor([1f], requires_grad: true)]));
        Assert.ThrowsExactly<NotSupportedException>(() => autograd.grad([x.square()], [x], create_graph: true));
    }

    [TestMethod]
    public void AnUnusedInputHasAGradientOfZeroIfAllowed()
    {
        Tensor x = tensor([2f], requires_grad: true), other = tensor([1f, 2f], requires_grad: true);
        IList<Tensor> gradients = autograd.grad([x.square()], [x, other], allow_unused: true);
        Values.AreClose([4], gradients[0]);
        Values.AreClose([0, 0], gradients[1]);
    }
}
