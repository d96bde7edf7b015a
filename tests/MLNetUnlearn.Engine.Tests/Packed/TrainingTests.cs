namespace MLNetUnlearn.Engine.Tests.Packed;

[TestClass]
public sealed class TrainingTests
{
    [TestMethod]
    public void ASmallModelLearnsItsCycle()
    {
        using var net = new SmallSequenceModel();
        using Adam adam = optim.Adam(net.parameters(), 0.01);
        float first = net.Step(adam, 0), last = 0;
        for (int step = 1; step < 200; step++) last = net.Step(adam, step);
        Assert.IsLessThan(first / 4, last);
    }

    [TestMethod]
    public void TheSameSeedsGiveTheSameBitsOnAnyNumberOfThreads()
    {
        float[][] losses = [Losses(1), Losses(1), Losses(3)];
        CollectionAssert.AreEqual(losses[0], losses[1]);
        CollectionAssert.AreEqual(losses[0], losses[2]);
    }

    private static float[] Losses(int threads)
    {
        using ThreadCount _ = ThreadCount.Use(threads);
        using var net = new SmallSequenceModel();
        using Adam adam = optim.Adam(net.parameters(), 0.01);
        return [.. Enumerable.Range(0, 20).Select(step => net.Step(adam, step))];
    }
}
