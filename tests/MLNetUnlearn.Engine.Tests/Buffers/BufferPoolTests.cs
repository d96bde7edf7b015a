using MLNetUnlearn.Engine.Tests.Packed;

namespace MLNetUnlearn.Engine.Tests.Buffers;

[TestClass]
public sealed class BufferPoolTests
{
    [TestMethod]
    public void MemoryIsUsedAgain()
    {
        BufferPool.Trim();
        using (Tensor first = zeros(1000)) Assert.AreEqual(0, BufferPool.IdleBytes);
        long idle = BufferPool.IdleBytes;
        Assert.IsGreaterThanOrEqualTo(4000, idle);
        using Tensor second = zeros(1000);
        Assert.AreEqual(0, BufferPool.IdleBytes);
    }

    [TestMethod]
    public void ViewsKeepMemoryAlive()
    {
        long before = BufferPool.LiveBuffers;
        Tensor x = zeros(10);
        Tensor view = x.narrow(0, 2, 3);
        Assert.AreEqual(before + 1, BufferPool.LiveBuffers);
        x.Dispose();
        Assert.AreEqual(before + 1, BufferPool.LiveBuffers);
        view.Dispose();
        Assert.AreEqual(before, BufferPool.LiveBuffers);
    }

    [TestMethod]
    public void AForgottenTensorHarmsNobody()
    {
        for (int i = 0; i < 50; i++)
        {
            Forget();
            GC.Collect();
            using Tensor x = full([1000], 3f);
            Values.AreClose([3000], x.sum());
        }
    }

    [TestMethod]
    public void AForgottenGraphIsFreedWithItsScope()
    {
        long before = BufferPool.LiveBuffers;
        using (NewDisposeScope())
        {
            Tensor x = ones([10], requires_grad: true);
            _ = (x.exp() * x).sigmoid().sum();
        }
        Assert.AreEqual(before, BufferPool.LiveBuffers);
    }

    [TestMethod]
    public void TrainingStepsLeaveNothingBehind()
    {
        using var net = new SmallSequenceModel();
        using Adam adam = optim.Adam(net.parameters());
        for (int step = 0; step < 3; step++) net.Step(adam, step);
        long buffers = BufferPool.LiveBuffers, bytes = BufferPool.LiveBytes, handles = Tensor.TotalCount;
        for (int step = 0; step < 50; step++) net.Step(adam, step);
        Assert.AreEqual(buffers, BufferPool.LiveBuffers);
        Assert.AreEqual(bytes, BufferPool.LiveBytes);
        Assert.AreEqual(handles, Tensor.TotalCount);
    }

    [TestMethod]
    public void ATrainingStepAllocatesLittle()
    {
        using var net = new SmallSequenceModel();
        using Adam adam = optim.Adam(net.parameters());
        using ThreadCount _ = ThreadCount.Use(1);
        for (int step = 0; step < 20; step++) net.Step(adam, step);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 20; step++) net.Step(adam, step);
        long perStep = (GC.GetAllocatedBytesForCurrentThread() - before) / 20;
        // About 50 operations, each with a handle, a node, a shape and what the scope notes: a few hundred bytes apiece, however long
        // the batch is; the rest is the lists the test itself makes.
        Assert.IsLessThan(64 * 1024, perStep);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Forget() => _ = zeros(1000) + 1;
}
