namespace MLNetUnlearn.Engine.Tests.Search;

/// <summary>Threads, memory: what a search costs, and what must not depend on it.</summary>
[TestClass]
public sealed class SearchCostTests
{
    [TestMethod]
    public void ThreadsDoNotChangeABit()
    {
        Tensor queries = Values.Of(1, 500, 40), table = Values.Of(2, 3000, 40);
        Tensor rows = tensor([.. Enumerable.Range(0, 20_000).Select(i => i % 500L)]);
        Tensor items = tensor([.. Enumerable.Range(0, 20_000).Select(i => i * 7L % 3000)]);
        var results = new List<(float[] Pairs, long[] Counts, float[] Values, long[] Indices)>();
        foreach (int threads in new[] { 1, 2, 3 })
        {
            using ThreadCount _ = ThreadCount.Use(threads);
            Tensor pairs = SearchOps.PairScores(queries, table, rows, items);
            Tensor counts = SearchOps.CountAtLeast(queries, table, pairs.narrow(0, 0, 500));
            (Tensor values, Tensor indices) = SearchOps.Top(queries, table, 20);
            results.Add((Values.Floats(pairs), counts.data<long>().ToArray(), Values.Floats(values), indices.data<long>().ToArray()));
        }
        for (int i = 1; i < results.Count; i++)
        {
            CollectionAssert.AreEqual(results[0].Pairs, results[i].Pairs);
            CollectionAssert.AreEqual(results[0].Counts, results[i].Counts);
            CollectionAssert.AreEqual(results[0].Values, results[i].Values);
            CollectionAssert.AreEqual(results[0].Indices, results[i].Indices);
        }
    }

    /// <summary>The scores of all pairs would take 160 MB; all that is taken from the pool lies idle in it afterwards.</summary>
    [TestMethod]
    [DataRow(200, 50, 200_000)]
    [DataRow(2, 65_535, 2_500_000)]
    public void AManyTimesLargerTableTakesNoMoreMemory(int count, int k, int most)
    {
        using ThreadCount one = ThreadCount.Use(1);
        using Tensor queries = Values.Of(1, count, 8), table = Values.Of(2, 200_000, 8), thresholds = zeros(count);
        long small = Taken(queries, table.narrow(0, 0, 1000), thresholds, k), large = Taken(queries, table, thresholds, k);
        Assert.IsLessThan(most, large);
        Assert.AreEqual(small, large);
    }

    [TestMethod]
    public void ASearchLeavesNothingBehind()
    {
        using ThreadCount one = ThreadCount.Use(1);
        using Tensor queries = Values.Of(1, 100, 64), table = Values.Of(2, 5000, 64), thresholds = zeros(100);
        Search(queries, table, thresholds, 50);
        long buffers = BufferPool.LiveBuffers, allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) Search(queries, table, thresholds, 50);
        Assert.AreEqual(buffers, BufferPool.LiveBuffers);
        Assert.IsLessThan(10 * 4096, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    [TestMethod]
    public void ARefusedSearchLeavesNothingBehind()
    {
        long before = BufferPool.LiveBuffers;
        using (NewDisposeScope())
        {
            Tensor queries = zeros(2, 3), table = zeros(4, 3);
            Tensor fit = tensor([0L, 1]), far = tensor([0L, 9]), one = tensor([0L]);
            Tensor bounds = tensor([0L, 1, 2]), falling = tensor([0L, 3, 2]);
            Assert.ThrowsExactly<ArgumentException>(() => SearchOps.CountAtLeast(queries, table, zeros(3)));
            Assert.ThrowsExactly<ArgumentException>(() => SearchOps.PairScores(queries, table, fit, one));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SearchOps.PairScores(queries, table, far, fit));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SearchOps.PairScores(queries, table, fit, far));
            Assert.ThrowsExactly<ArgumentException>(() => SearchOps.Top(queries, table, 1, bounds, zeros(2)));
            Assert.ThrowsExactly<ArgumentException>(() => SearchOps.Top(queries, table, 1, falling, fit));
        }
        Assert.AreEqual(before, BufferPool.LiveBuffers);
    }

    private static long Taken(Tensor queries, Tensor table, Tensor thresholds, int k)
    {
        Search(queries, table, thresholds, k);
        BufferPool.Trim();
        long allocated = GC.GetAllocatedBytesForCurrentThread(), idle = BufferPool.IdleBytes;
        Search(queries, table, thresholds, k);
        long taken = BufferPool.IdleBytes - idle;
        // Buffers are managed arrays; beside them there is next to nothing.
        Assert.IsLessThan(taken + 20_000, GC.GetAllocatedBytesForCurrentThread() - allocated);
        return taken;
    }

    private static void Search(Tensor queries, Tensor table, Tensor thresholds, int k)
    {
        using DisposeScope scope = NewDisposeScope();
        _ = SearchOps.CountAtLeast(queries, table, thresholds);
        _ = SearchOps.Top(queries, table, k);
    }
}
