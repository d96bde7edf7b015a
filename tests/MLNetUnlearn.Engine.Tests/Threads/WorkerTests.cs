namespace MLNetUnlearn.Engine.Tests.Threads;

[TestClass]
public sealed class WorkerTests
{
    [TestMethod]
    public void ManyThreadsMayUseTheEngineAtOnce()
    {
        set_num_threads(3);
        Tensor shared = Values.Of(1, 200_000);
        float expected = (shared * 2).sum().item<float>();
        var errors = new List<string>();
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                using DisposeScope scope = NewDisposeScope();
                float actual = (shared * 2).sum().item<float>();
                if (actual != expected) lock (errors) errors.Add($"{actual} instead of {expected}");
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        set_num_threads(Environment.ProcessorCount);
        Assert.IsEmpty(errors);
    }

    [TestMethod]
    public void TheNumberOfThreadsIsChecked()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => set_num_threads(0));
        set_num_threads(2);
        Assert.AreEqual(2, get_num_threads());
        set_num_threads(Environment.ProcessorCount);
    }
}
