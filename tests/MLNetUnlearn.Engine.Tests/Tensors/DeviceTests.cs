namespace MLNetUnlearn.Engine.Tests.Tensors;

[TestClass]
public sealed class DeviceTests
{
    [TestMethod]
    public void TensorsAreOnTheCpu()
    {
        Assert.AreEqual("cpu", CPU.ToString());
        Assert.AreEqual("cpu", ones(2).device.ToString());
        Assert.AreEqual("cpu", tensor([1L, 2L], device: CPU).device.ToString());
        Assert.AreEqual("cpu", tensor([1L, 2L], [2, 1], device: CPU).device.ToString());
        Assert.AreEqual("cpu", tensor([1f, 2f], [2, 1], device: CPU).device.ToString());
        Assert.AreEqual("cpu", full(2, 3, 4f, device: CPU).device.ToString());
    }

    [TestMethod]
    public void CpuIsAnotherHandleToTheSameNumbers()
    {
        Tensor x = tensor([1f, 2f]);
        Tensor same = x.cpu();
        x.fill_(3);
        Values.AreClose([3, 3], same);
        same.Dispose();
        Values.AreClose([3, 3], x);
    }

    [TestMethod]
    public void GradientsFlowThroughCpu()
    {
        Tensor x = tensor([1f, 2f], requires_grad: true);
        (x * 3).cpu().sum().backward();
        Values.AreClose([3, 3], x.grad!);
    }

    [TestMethod]
    public void AModuleThatIsThereAlreadyStaysAsItIs()
    {
        using Linear linear = nn.Linear(2, 2);
        Parameter weight = linear.weight!;
        float[] before = Values.Floats(weight);
        Assert.AreSame(linear, linear.to(CPU));
        weight.grad = ones(2, 2);
        Values.AreClose([1, 1, 1, 1], linear.weight!.grad!);
        CollectionAssert.AreEqual(before, Values.Floats(linear.weight!));
    }
}
