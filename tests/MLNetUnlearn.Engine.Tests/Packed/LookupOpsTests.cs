namespace MLNetUnlearn.Engine.Tests.Packed;

[TestClass]
public sealed class LookupOpsTests
{
    private static readonly long[] Rows = [2, 0, 3, 2, 1, 3, 3];
    private static readonly long[] OtherRows = [1, 1, 2, 2, 1, 1, 2];

    [TestMethod]
    public void DotIsTheSumOfProducts()
    {
        foreach (int d in new[] { 1, 5, 16, 40, 64, 100 })
        {
            float[] x = Values.Numbers(Rows.Length * d, 1), table = Values.Numbers(4 * d, 2);
            var expected = Rows.Select((row, i) => Enumerable.Range(0, d).Sum(j => (double)x[(i * d) + j] * table[(row * d) + j])).ToList();

            Values.AreClose(expected, LookupOps.Dot(tensor(x, [Rows.Length, d]), tensor(table, [4, d]), tensor(Rows)));
        }
    }

    [TestMethod]
    public void DotOfSeveralRowsEachIsThatOfEveryOne()
    {
        foreach ((int each, int d) in new[] { (1, 16), (3, 5), (4, 64), (7, 20) })
        {
            long[] rows = [.. Enumerable.Range(0, 5 * each).Select(i => (i * 7L) % 4)];
            float[] x = Values.Numbers(5 * d, 1), table = Values.Numbers(4 * d, 2);
            var expected = rows.Select((row, i) =>
                Enumerable.Range(0, d).Sum(j => (double)x[(i / each * d) + j] * table[(row * d) + j])).ToList();

            Tensor dots = LookupOps.Dot(tensor(x, [5, d]), tensor(table, [4, d]), tensor(rows, [5, each]));

            CollectionAssert.AreEqual(new long[] { 5, each }, dots.shape);
            Values.AreClose(expected, dots);
        }
    }

    [TestMethod]
    public void OneRowEachHasTheBitsOfAList()
    {
        List<float[]> results = [];
        foreach (long[] shape in new long[][] { [Rows.Length], [Rows.Length, 1] })
        {
            Tensor x = Values.Of(1, Rows.Length, 24).requires_grad_(), table = Values.Of(2, 4, 24).requires_grad_();
            Tensor dots = LookupOps.Dot(x, table, tensor(Rows, shape));
            (dots * tensor(Values.Numbers(Rows.Length, 3), shape)).sum().backward();
            results.AddRange([Values.Floats(dots), Values.Floats(x.grad!), Values.Floats(table.grad!)]);
        }

        for (int i = 0; i < 3; i++) CollectionAssert.AreEqual(results[i], results[i + 3]);
    }

    [TestMethod]
    public void GradientsOfSeveralRowsEachMatchDifferences()
    {
        long[] rows = [.. Enumerable.Range(0, 4 * 5).Select(i => 1 + ((i * 3L) % 5))]; // without padding, and with repeats
        foreach (int d in new[] { 3, 16, 20 })
        {
            GradCheck.Run(t => LookupOps.Dot(t[0], t[1], tensor(rows, [4, 5])), Values.Of(1, 4, d), Values.Of(2, 6, d));
            // The table is not a leaf, and gets its gradient in full.
            GradCheck.Run(t => LookupOps.Dot(t[0], t[1] * 2, tensor(rows, [4, 5])), Values.Of(1, 4, d), Values.Of(2, 6, d));
        }
    }

    [TestMethod]
    public void PaddingAmongSeveralRowsHasNoGradient()
    {
        Tensor x = tensor([1f, 2, 3, 4], [2, 2]).requires_grad_(), table = tensor([1f, -1, 9, 9, 2, 3], [3, 2]).requires_grad_();

        (LookupOps.Dot(x, table, tensor([0L, 2, 2, 0], [2, 2])) * tensor([1f, 10, 100, 1000], [2, 2])).sum().backward();

        Values.AreClose([0, 0, 0, 0, 310, 420], table.grad!);
        Values.AreClose([21, 29, 1200, -700], x.grad!);
    }

    [TestMethod]
    public void SumIsTheScaledSumOfRows()
    {
        foreach (int d in new[] { 1, 5, 16, 40, 64, 100 })
        {
            float[] first = Values.Numbers(4 * d, 1), second = Values.Numbers(3 * d, 2);
            var expected = Rows.Zip(OtherRows).SelectMany(rows => Enumerable.Range(0, d)
                .Select(j => (2.5 * first[(rows.First * d) + j]) + second[(rows.Second * d) + j])).ToList();

            Tensor sum = LookupOps.Sum(tensor(first, [4, d]), tensor(Rows), 2.5, tensor(second, [3, d]), tensor(OtherRows));

            CollectionAssert.AreEqual(new long[] { Rows.Length, d }, sum.shape);
            Values.AreClose(expected, sum);
        }
    }

    [TestMethod]
    public void GradientsMatchDifferences()
    {
        long[] rows = [.. Rows.Select(row => row + 1)]; // without padding
        foreach (int d in new[] { 3, 16, 20 })
        {
            GradCheck.Run(t => LookupOps.Dot(t[0], t[1], tensor(rows)), Values.Of(1, Rows.Length, d), Values.Of(2, 5, d));
            // One input with two uses: gradients add up.
            GradCheck.Run(
                t => LookupOps.Dot(t[0], t[1], tensor(rows)) + LookupOps.Dot(t[0], t[1], tensor(OtherRows)),
                Values.Of(1, Rows.Length, d), Values.Of(2, 5, d));
        }
    }

    [TestMethod]
    public void PaddingHasNoGradientOfTheProductsButTheOtherSideHas()
    {
        // Rows 0, 2, 0 and 2 of the table, with weights of 1, 10, 100 and 1000.
        Tensor x = tensor([1f, 2, 3, 4, 5, 6, 7, 8], [4, 2]).requires_grad_();
        Tensor table = tensor([1f, -1, 9, 9, 2, 3], [3, 2]).requires_grad_();

        (LookupOps.Dot(x, table, tensor([0L, 2, 0, 2])) * tensor([1f, 10, 100, 1000])).sum().backward();

        Values.AreClose([0, 0, 0, 0, 7030, 8040], table.grad!);
        Values.AreClose([1, -1, 20, 30, 100, -100, 2000, 3000], x.grad!);
    }

    [TestMethod]
    public void GradientsOfTheSumMatchDifferencesButForPadding()
    {
        Tensor first = Values.Of(1, 4, 5).requires_grad_(), second = Values.Of(2, 3, 5).requires_grad_();
        float[] weights = Values.Numbers(Rows.Length * 5, 9);

        (LookupOps.Sum(first, tensor(Rows), 2.5, second, tensor(OtherRows)) * tensor(weights, [Rows.Length, 5])).sum().backward();

        Values.AreClose(Expected(Rows, 4, 2.5), first.grad!);
        Values.AreClose(Expected(OtherRows, 3, 1), second.grad!);

        List<double> Expected(long[] rows, int count, double factor) => [.. Enumerable.Range(0, count).SelectMany(row =>
            Enumerable.Range(0, 5).Select(j => row == 0 ? 0
                : factor * rows.Select((used, i) => used == row ? weights[(i * 5) + j] : 0.0).Sum()))];
    }

    [TestMethod]
    public void ThreadsDoNotChangeABit()
    {
        long[] rows = [.. Enumerable.Range(0, 3000).Select(i => (i * 7919L) % 500)];
        Tensor x = Values.Of(1, 3000, 64), table = Values.Of(2, 500, 64);
        float[][] results = [.. new[] { 1, 3 }.SelectMany(threads =>
        {
            using ThreadCount _ = ThreadCount.Use(threads);
            Tensor few = x.narrow(0, 0, 300).clone().requires_grad_(), leaf = table.clone().requires_grad_();
            Tensor dots = LookupOps.Dot(few, leaf, tensor(rows, [300, 10]));
            dots.sum().backward();
            return new[]
            {
                Values.Floats(LookupOps.Dot(x, table, tensor(rows))),
                Values.Floats(LookupOps.Sum(table, tensor(rows), 2, table, tensor(rows))),
                Values.Floats(dots),
                Values.Floats(few.grad!),
                Values.Floats(leaf.grad!),
            };
        })];

        for (int i = 0; i < 5; i++) CollectionAssert.AreEqual(results[i], results[i + 5], $"{i}");
    }

    [TestMethod]
    public void RefusedRowsLeaveNothingBehind()
    {
        long before = BufferPool.LiveBuffers;
        using (NewDisposeScope())
        {
            Tensor x = zeros(2, 3), table = zeros(4, 3), fit = tensor([1L, 2]), far = tensor([1L, 4]);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => LookupOps.Dot(x, table, far));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => LookupOps.Sum(table, far, 1, table, fit));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => LookupOps.Sum(table, fit, 1, table, far));
        }
        Assert.AreEqual(before, BufferPool.LiveBuffers);
    }

    [TestMethod]
    public void WhatDoesNotFitIsRefused()
    {
        Tensor x = zeros(2, 3), table = zeros(4, 3);
        Assert.ThrowsExactly<ArgumentException>(() => LookupOps.Dot(x, zeros(4, 2), tensor([1L, 2L])));
        Assert.ThrowsExactly<ArgumentException>(() => LookupOps.Dot(x, table, tensor([1L])));
        Assert.ThrowsExactly<ArgumentException>(() => LookupOps.Dot(x, table, tensor([1L, 1, 1, 1], [1, 4])));
        Assert.ThrowsExactly<ArgumentException>(() => LookupOps.Dot(x, table, tensor([1L, 1], [2, 1, 1])));
        Assert.ThrowsExactly<ArgumentException>(() => LookupOps.Dot(x, table, tensor([1, 2])));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => LookupOps.Dot(x, table, tensor([1L, 4L])));
        Assert.ThrowsExactly<ArgumentException>(() => LookupOps.Sum(table, tensor([1L]), 1, table, tensor([1L, 2L])));
        Assert.ThrowsExactly<ArgumentException>(() => LookupOps.Sum(table, tensor([1L], [1, 1]), 1, table, tensor([1L])));
        Assert.ThrowsExactly<ArgumentException>(() => LookupOps.Sum(table, tensor([1L]), 1, zeros(4, 2), tensor([1L])));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => LookupOps.Sum(table, tensor([-1L]), 1, table, tensor([1L])));
    }
}
