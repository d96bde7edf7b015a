namespace MLNetUnlearn.Engine.Tests.Scopes;

[TestClass]
public sealed class DisposeScopeTests
{
    [TestMethod]
    public void AScopeDisposesWhatWasCreatedInIt()
    {
        Tensor before = zeros(1), inside;
        using (NewDisposeScope()) inside = before + 1;
        Assert.IsTrue(inside.IsInvalid);
        Assert.IsFalse(before.IsInvalid);
    }

    [TestMethod]
    public void TensorsMoveOutwards()
    {
        Tensor moved, detached, kept;
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                moved = zeros(1).MoveToOuterDisposeScope();
                detached = zeros(1).DetachFromDisposeScope();
                kept = inner.MoveToOuter(zeros(1));
                Assert.IsFalse(inner.Contains(moved));
                Assert.IsTrue(outer.Contains(moved));
            }
            Assert.IsFalse(moved.IsInvalid);
            Assert.IsFalse(kept.IsInvalid);
        }
        Assert.IsTrue(moved.IsInvalid);
        Assert.IsTrue(kept.IsInvalid);
        Assert.IsFalse(detached.IsInvalid);
    }

    [TestMethod]
    public void MovedBeyondTheOutermostScopeATensorStaysAlive()
    {
        Tensor x;
        using (NewDisposeScope()) x = zeros(1).MoveToOuterDisposeScope();
        Assert.IsFalse(x.IsInvalid);
        x.Dispose();
    }

    [TestMethod]
    public void AScopeCanBeEmptiedAndUsedOn()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = zeros(1), y = zeros(1);
        scope.DisposeEverythingBut(y);
        Assert.IsTrue(x.IsInvalid);
        Assert.IsFalse(y.IsInvalid);
        Assert.AreEqual(1, scope.DisposablesCount);
        scope.DisposeEverything();
        Assert.IsTrue(y.IsInvalid);
        Assert.AreEqual(0, scope.DisposablesCount);
    }

    [TestMethod]
    public void DisposingByHandTakesOutOfTheScope()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = zeros(1);
        Assert.AreEqual(1, scope.DisposablesCount);
        x.Dispose();
        Assert.AreEqual(0, scope.DisposablesCount);
    }

    [TestMethod]
    public void ScopesBelongToTheirThread()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? other = null;
        var thread = new Thread(() => other = zeros(1));
        thread.Start();
        thread.Join();
        Assert.AreEqual(0, scope.DisposablesCount);
        other!.Dispose();
    }

    [TestMethod]
    public void GradientHandlesBelongToTheScopeButNotTheGradient()
    {
        Tensor x = tensor([1f], requires_grad: true);
        using (NewDisposeScope())
        {
            (x * 2).sum().backward();
            Assert.IsNotNull(x.grad);
        }
        Values.AreClose([2], x.grad!);
    }
}
