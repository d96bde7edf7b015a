namespace MLNetUnlearn.Engine.Tests.Packed;

[TestClass]
public sealed class SeededDropoutTests
{
    [TestMethod]
    public void TheMaskIsTheHash()
    {
        foreach (int count in new[] { 1, 5, 16, 63, 1000 })
        {
            foreach (double p in new[] { 0.1, 0.5, 0.9 })
            {
                float[] values = Values.Floats(SeededOps.Dropout(ones(count), p, 42));
                float scale = (float)(1 / (1 - p));
                for (int i = 0; i < count; i++)
                    Assert.AreEqual(CounterHash.Bits(42, (uint)i) >= Math.Floor(p * 4294967296.0) ? scale : 0, values[i]);
            }
        }
    }

    [TestMethod]
    public void TheRateIsTheProbability()
    {
        foreach (double p in new[] { 0.1, 0.5, 0.8 })
        {
            float[] values = Values.Floats(SeededOps.Dropout(ones(100_000), p, 3));
            Assert.AreEqual(p, values.Count(value => value == 0) / 100_000.0, 0.01);
            Assert.AreEqual(1, values.Average(), 0.02);
        }
    }

    [TestMethod]
    public void TheExtremesKeepAllOrNothing()
    {
        Tensor x = Values.Of(1, 40);
        Values.Match(x, SeededOps.Dropout(x, 0, 1));
        Values.Match(zeros(40), SeededOps.Dropout(x, 1, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SeededOps.Dropout(x, 1.5, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SeededOps.Dropout(x, double.NaN, 1));
        Assert.ThrowsExactly<ArgumentException>(() => SeededOps.Dropout(tensor([1L]), 0.5, 1));
    }

    [TestMethod]
    public void BackwardUsesTheSameMask()
    {
        GradCheck.Run(t => SeededOps.Dropout(t[0], 0.5, 7).square(), Values.Of(1, 5, 13));
        GradCheck.Run(t => SeededOps.Dropout(t[0].t(), 0.3, 7).square(), Values.Of(1, 5, 13));
    }

    [TestMethod]
    public void ThreadsDoNotChangeABit()
    {
        Tensor x = Values.Of(1, 300_007);
        CollectionAssert.AreEqual(Dropped(1), Dropped(3));

        float[] Dropped(int threads)
        {
            using ThreadCount _ = ThreadCount.Use(threads);
            return Values.Floats(SeededOps.Dropout(x, 0.5, 11));
        }
    }
}
