namespace MLNetUnlearn.Engine.Tests.Packed;

[TestClass]
public sealed class CatalogueOpsTests
{
    [TestMethod]
    public void ByHand()
    {
        // Scores of the two rows with candidates 1 and 2: (ln 3, 0) and (0, ln 4); probabilities (3/4, 1/4) and (1/5, 4/5). Row 0 of the
        // table is padding, row 3 is no candidate.
        float ln3 = MathF.Log(3), ln4 = MathF.Log(4);
        Tensor x = tensor([ln3, 0f, 0, ln4], [2, 2]).requires_grad_();
        Tensor table = tensor([9f, 9, 1, 0, 0, 1, 7, 7], [4, 2]).requires_grad_();

        Tensor loss = CatalogueOps.CrossEntropy(x, table, tensor([1L, 1]), 2);
        (loss * 4).backward();

        Values.AreClose([(-Math.Log(0.75) - Math.Log(0.2)) / 2], loss);
        // Four halves of (p − 1 at the target): (−1/4, 1/4) and (−4/5, 4/5).
        Values.AreClose([-0.5, 0.5, -1.6, 1.6], x.grad!);
        Values.AreClose([0, 0, -0.5 * ln3, -1.6 * ln4, 0.5 * ln3, 1.6 * ln4, 0, 0], table.grad!);
    }

    [TestMethod]
    public void GradientsMatchDifferences()
    {
        foreach ((int rows, int count, int d) in new[] { (1, 1, 3), (4, 5, 16), (9, 20, 5) })
        {
            long[] targets = [.. Enumerable.Range(0, rows).Select(i => 1 + ((i * 7L) % count))];
            GradCheck.Run(
                t => CatalogueOps.CrossEntropy(t[0], t[1], tensor(targets), count), Values.Of(1, rows, d), Values.Of(2, count + 3, d));
        }
    }

    /// <summary>Many chunks of rows, and one that is smaller, give what a matrix of all scores gives.</summary>
    [TestMethod]
    public void ChunksMatchPlainOperations()
    {
        const int rows = 200, count = 40_000, d = 8;
        long[] targets = [.. Enumerable.Range(0, rows).Select(i => 1 + ((i * 7919L) % count))];
        Tensor x = (Values.Of(1, rows, d) * 3).requires_grad_(), table = Values.Of(2, count + 2, d).requires_grad_();
        Tensor plainX = x.detach().clone().requires_grad_(), plainTable = table.detach().clone().requires_grad_();

        Tensor loss = CatalogueOps.CrossEntropy(x, table, tensor(targets), count);
        loss.backward();
        Tensor scores = plainX.matmul(plainTable.narrow(0, 1, count).t()).log_softmax(1);
        Tensor plain = -scores.gather(1, tensor([.. targets.Select(target => target - 1)], [rows, 1])).mean();
        plain.backward();

        Assert.AreEqual(plain.item<float>(), loss.item<float>(), 1e-5f);
        AreClose(plainX.grad!, x.grad!);
        AreClose(plainTable.grad!, table.grad!);

        // The largest error beside the largest value.
        static void AreClose(Tensor expected, Tensor actual)
        {
            float most = (expected - actual).abs().max().item<float>(), size = expected.abs().max().item<float>();
            Assert.IsLessThan(1e-4f, most / size);
        }
    }

    [TestMethod]
    public void ThreadsDoNotChangeABit()
    {
        const int rows = 150, count = 30_000, d = 16;
        long[] targets = [.. Enumerable.Range(0, rows).Select(i => 1 + ((i * 7919L) % count))];
        float[][] results = [.. new[] { 1, 3 }.SelectMany(threads =>
        {
            using ThreadCount _ = ThreadCount.Use(threads);
            Tensor x = Values.Of(1, rows, d).requires_grad_(), table = Values.Of(2, count + 1, d).requires_grad_();
            Tensor loss = CatalogueOps.CrossEntropy(x, table, tensor(targets), count);
            loss.backward();
            return new[] { Values.Floats(loss), Values.Floats(x.grad!), Values.Floats(table.grad!) };
        })];

        for (int i = 0; i < 3; i++) CollectionAssert.AreEqual(results[i], results[i + 3], $"{i}");
    }

    [TestMethod]
    public void LargeScoresStayFinite()
    {
        Tensor x = tensor([1000f, -1000], [2, 1]).requires_grad_(), table = tensor([0f, 1, -1], [3, 1]).requires_grad_();

        Tensor loss = CatalogueOps.CrossEntropy(x, table, tensor([1L, 1]), 2);
        loss.backward();

        Values.AreClose([1000], loss); // the second row's score lies 2000 below the best
        Values.AreClose([0, -1], x.grad!);
    }

    [TestMethod]
    public void NoNumberShows()
    {
        Tensor x = tensor([1f, float.NaN], [2, 1]), table = tensor([0f, 1, -1], [3, 1]);
        Assert.IsTrue(float.IsNaN(CatalogueOps.CrossEntropy(x, table, tensor([1L, 1]), 2).item<float>()));
    }

    /// <summary>What arrives from elsewhere, whole or as rows, adds up with the loss's own part.</summary>
    [TestMethod]
    public void GradientsOfOtherUsesAddUp()
    {
        GradCheck.Run(
            t => LookupOps.Dot(t[0], t[1], tensor([1L, 2, 3]))
                + (CatalogueOps.CrossEntropy(t[0], t[1], tensor([3L, 1, 2]), 4) * 2)
                + CatalogueOps.CrossEntropy(t[0] * 2, t[1], tensor([4L, 4, 1]), 4) + t[1].sum(),
            Values.Of(1, 3, 5), Values.Of(2, 5, 5));
    }

    [TestMethod]
    public void OneSideAloneMayWantItsGradient()
    {
        Tensor x = Values.Of(1, 3, 4), table = Values.Of(2, 6, 4), targets = tensor([1L, 5, 2]);
        GradCheck.Run(t => CatalogueOps.CrossEntropy(t[0], table, targets, 5), x);
        GradCheck.Run(t => CatalogueOps.CrossEntropy(x, t[0], targets, 5), table);
        Assert.IsFalse(CatalogueOps.CrossEntropy(x, table, targets, 5).requires_grad);
    }

    [TestMethod]
    public void NothingIsLeftBehind()
    {
        long before = BufferPool.LiveBuffers;
        using (NewDisposeScope())
        {
            Tensor x = Values.Of(1, 3, 4).requires_grad_(), table = Values.Of(2, 6, 4).requires_grad_();
            CatalogueOps.CrossEntropy(x, table, tensor([1L, 5, 2]), 5).backward();
            CatalogueOps.CrossEntropy(x, table, tensor([1L, 5, 2]), 5);
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => CatalogueOps.CrossEntropy(x, table, tensor([1L, 0, 2]), 5));
        }
        Assert.AreEqual(before, BufferPool.LiveBuffers);
    }

    [TestMethod]
    public void WhatDoesNotFitIsRefused()
    {
        Tensor x = zeros(2, 3), table = zeros(4, 3), targets = tensor([1L, 2]);
        Assert.ThrowsExactly<ArgumentException>(() => CatalogueOps.CrossEntropy(zeros(2, 2), table, targets, 3));
        Assert.ThrowsExactly<ArgumentException>(() => CatalogueOps.CrossEntropy(x, zeros(3, 4).t(), targets, 3));
        Assert.ThrowsExactly<ArgumentException>(() => CatalogueOps.CrossEntropy(zeros(0, 3), table, zeros(0, dtype: int64), 3));
        Assert.ThrowsExactly<ArgumentException>(() => CatalogueOps.CrossEntropy(x, table, tensor([1L]), 3));
        Assert.ThrowsExactly<ArgumentException>(() => CatalogueOps.CrossEntropy(x, table, tensor([1, 2]), 3));
        foreach (int count in new[] { 0, 4 })
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => CatalogueOps.CrossEntropy(x, table, targets, count));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => CatalogueOps.CrossEntropy(x, table, tensor([1L, 4]), 3));
    }
}
