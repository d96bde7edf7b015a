namespace MLNetUnlearn.Engine.Tests.Packed;

/// <summary>One pass, the same numbers.</summary>
[TestClass]
public sealed class FusedDropoutTests
{
    private static readonly double[] Probabilities = [0, 0.3, 0.5, 1];

    [TestMethod]
    public void ReluDropoutIsTheMaskedRelu()
    {
        foreach (int count in new[] { 1, 15, 16, 100 })
        {
            foreach (double p in Probabilities)
            {
                float[] x = Values.Numbers(count);
                double[] expected = [.. x.Select((value, i) => Math.Max(value, 0) * Factor(p, 42, i))];
                Values.AreClose(expected, SeededOps.ReluDropout(tensor(x), p, 42));
            }
        }
        Assert.IsTrue(float.IsNaN(Values.Floats(SeededOps.ReluDropout(tensor([float.NaN]), 0, 1))[0]));
    }

    [TestMethod]
    public void AddDropoutIsTheSumWithTheMasked()
    {
        foreach (int count in new[] { 1, 15, 16, 100 })
        {
            foreach (double p in Probabilities)
            {
                float[] x = Values.Numbers(count, 1), sum = Values.Numbers(count, 2);
                double[] expected = [.. x.Select((value, i) => sum[i] + (value * Factor(p, 42, i)))];
                Values.AreClose(expected, SeededOps.AddDropout(tensor(sum), tensor(x), p, 42));
            }
        }
    }

    [TestMethod]
    public void GradientsMatchDifferences()
    {
        foreach (double p in Probabilities)
        {
            GradCheck.Run(t => SeededOps.ReluDropout(t[0], p, 7).square(), Values.Of(1, 5, 13));
            GradCheck.Run(t => SeededOps.AddDropout(t[0], t[1], p, 7).square(), Values.Of(1, 5, 13), Values.Of(2, 5, 13));
        }
        GradCheck.Run(t => SeededOps.AddDropout(t[0], t[0], 0.5, 7).square(), Values.Of(1, 5, 13));
    }

    [TestMethod]
    public void ThreadsDoNotChangeABit()
    {
        Tensor x = Values.Of(1, 300_007), sum = Values.Of(2, 300_007);
        float[][] results = [.. new[] { 1, 3 }.SelectMany(threads =>
        {
            using ThreadCount _ = ThreadCount.Use(threads);
            return new[] { Values.Floats(SeededOps.ReluDropout(x, 0.5, 11)), Values.Floats(SeededOps.AddDropout(sum, x, 0.5, 11)) };
        })];

        CollectionAssert.AreEqual(results[0], results[2]);
        CollectionAssert.AreEqual(results[1], results[3]);
    }

    [TestMethod]
    public void WhatDoesNotFitIsRefused()
    {
        Tensor x = zeros(2, 3);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SeededOps.ReluDropout(x, -0.1, 1));
        Assert.ThrowsExactly<ArgumentException>(() => SeededOps.ReluDropout(tensor([1L]), 0.5, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SeededOps.AddDropout(x, x, 1.1, 1));
        Assert.ThrowsExactly<ArgumentException>(() => SeededOps.AddDropout(zeros(3, 2), x, 0.5, 1));
        Assert.ThrowsExactly<ArgumentException>(() => SeededOps.AddDropout(tensor([1L]), tensor([1L]), 0.5, 1));
    }

    private static double Factor(double p, long seed, int i) =>
        p == 1 ? 0 : CounterHash.Bits(seed, (uint)i) >= Math.Floor(p * 4294967296.0) ? 1 / (1 - p) : 0;
}
