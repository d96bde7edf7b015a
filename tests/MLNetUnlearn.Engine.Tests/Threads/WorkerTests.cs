using System.Runtime.CompilerServices;

namespace MLNetUnlearn.Engine.Tests.Threads;

[TestClass]
public sealed class WorkerTests
{
    [TestMethod]
    public void ManyThreadsMayUseTheEngineAtOnce()
    {
        using ThreadCount _ = ThreadCount.Use(3);
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
        Assert.IsEmpty(errors);
    }

    /// <summary>On three threads, which do 20 parameters each; the caller's part fails late, so that the others have begun.</summary>
    [TestMethod]
    [DataRow(19, 20, 40)]
    [DataRow(59, 20, 40)]
    public void FailuresDoNotComeUpAgainInOtherWork(int first, int second, int third)
    {
        using ThreadCount _ = ThreadCount.Use(3);
        using DisposeScope scope = NewDisposeScope();
        Parameter[] parameters = Parameters(60);
        using Adam adam = optim.Adam(parameters);
        foreach (int index in new[] { first, second, third })
            ((Adam.State)adam.state_dict().State[index]).exp_avg = zeros(2);
        Tensor x = ones(200_000);
        for (int i = 0; i < 50; i++)
        {
            Assert.ThrowsExactly<InvalidOperationException>(() => adam.step());
            Values.AreClose([200_000], (x * 1).sum(), 0);
        }
    }

    [TestMethod]
    public void AFailedJobIsForgotten()
    {
        using ThreadCount _ = ThreadCount.Use(2);
        WeakReference adam = Failed();
        GC.Collect();
        Assert.IsFalse(adam.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Failed()
        {
            Adam adam = optim.Adam(Parameters(8));
            foreach (OptimizerState state in adam.state_dict().State) ((Adam.State)state).exp_avg = zeros(2);
            Assert.ThrowsExactly<InvalidOperationException>(() => adam.step());
            return new WeakReference(adam);
        }
    }

    [TestMethod]
    public void TheNumberOfThreadsIsChecked()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => set_num_threads(0));
        using ThreadCount _ = ThreadCount.Use(2);
        Assert.AreEqual(2, get_num_threads());
    }

    private static Parameter[] Parameters(int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        Parameter parameter = nn.Parameter(zeros(10_000));
        parameter.grad = ones(10_000);
        return parameter;
    })];
}
