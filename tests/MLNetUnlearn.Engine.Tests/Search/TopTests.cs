using MLNetUnlearn.Engine.Kernels;

namespace MLNetUnlearn.Engine.Tests.Search;

[TestClass]
public sealed class TopTests
{
    [TestMethod]
    [DataRow(VectorWidth.Bits128)]
    [DataRow(VectorWidth.Bits256)]
    [DataRow(VectorWidth.Bits512)]
    [DataRow(VectorWidth.Widest)]
    public void EverySizeMatchesASort(VectorWidth width)
    {
        foreach (SearchCase search in SearchCase.All())
        {
            foreach (int k in new[] { 1, 10, search.ItemCount, search.ItemCount + 3 })
            {
                (Tensor values, Tensor indices) = SearchOps.Top(search.Queries, search.Table, k, width: width);
                Check(search, k, [.. Enumerable.Repeat(Array.Empty<long>(), search.QueryCount)], values, indices);
            }
        }
    }

    [TestMethod]
    [DataRow(VectorWidth.Bits128)]
    [DataRow(VectorWidth.Bits512)]
    public void ExcludedItemsAreNeverFound(VectorWidth width)
    {
        var search = new SearchCase(20, 200, 16);
        // Of query b the best b and every third item; the rows in which an item is listed need not be the table's.
        long[][] excluded = [.. Enumerable.Range(0, 20).Select(b => Sorted(search, b).Take(b)
            .Concat(Enumerable.Range(0, 67).Select(i => i * 3L)).Concat([-1, 200, 1L << 40]).Distinct().Order().ToArray())];
        long[] offsets = [.. excluded.Aggregate(new List<long> { 0 }, (list, rows) => [.. list, list[^1] + rows.Length])];
        foreach (int k in new[] { 1, 10, 150 })
        {
            (Tensor values, Tensor indices) = SearchOps.Top(
                search.Queries, search.Table, k, tensor(offsets), tensor(excluded.SelectMany(rows => rows).ToArray()), width);
            Check(search, k, excluded, values, indices);
        }
    }

    [TestMethod]
    public void ScoresThatAreNoNumbersOrTheLowestAreNeverFound()
    {
        Tensor table = tensor([1f, float.NaN, float.NegativeInfinity, float.PositiveInfinity, -3], [5, 1]);
        (Tensor values, Tensor indices) = SearchOps.Top(ones(1, 1), table, 5);
        CollectionAssert.AreEqual(new long[] { 3, 0, 4, -1, -1 }, indices.data<long>().ToArray());
        CollectionAssert.AreEqual(new[] { float.PositiveInfinity, 1, -3, float.NaN, float.NaN }, Values.Floats(values));
    }

    [TestMethod]
    public void ZerosOfEitherSignTie()
    {
        Tensor table = tensor([0f, -0f, 0f], [3, 1]);
        CollectionAssert.AreEqual(new long[] { 0, 1, 2 }, SearchOps.Top(ones(1, 1), table, 3).Indices.data<long>().ToArray());
    }

    [TestMethod]
    public void NothingIsFoundWhereThereIsNothing()
    {
        CollectionAssert.AreEqual(new long[] { 2, 0 }, SearchOps.Top(ones(2, 3), ones(4, 3), 0).Indices.shape);
        CollectionAssert.AreEqual(new long[] { -1, -1 }, SearchOps.Top(ones(1, 3), zeros(0, 3), 2).Indices.data<long>().ToArray());
    }

    [TestMethod]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.AreEqual("k", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SearchOps.Top(ones(1, 1), ones(1, 1), -1)).ParamName);
        Message("Excluded rows and their offsets must be given together.", [0, 0, 0], null);
        Message("'offsets' must be 3 values of Int64, not Int64 of shape [2].", [0, 1], [5]);
        Message("Offsets must run from 0 to 2, not from 0 to 1.", [0, 1, 1], [5, 6]);
        Message("Offsets must not fall, but 1 follows 3.", [0, 3, 1], [5]);
        Message("Excluded rows of a query must ascend, but 4 follows 5.", [0, 0, 2], [5, 4]);
    }

    private static void Message(string expected, long[] offsets, long[]? excluded)
        => Assert.AreEqual(expected, Assert.ThrowsExactly<ArgumentException>(
            () => SearchOps.Top(ones(2, 3), ones(9, 3), 1, tensor(offsets), excluded is null ? null : tensor(excluded))).Message);

    private static void Check(SearchCase search, int k, long[][] excluded, Tensor values, Tensor indices)
    {
        CollectionAssert.AreEqual(new long[] { search.QueryCount, k }, values.shape);
        float[] best = Values.Floats(values);
        long[] found = indices.data<long>().ToArray();
        for (int b = 0; b < search.QueryCount; b++)
        {
            long[] expected = [.. Sorted(search, b).Except(excluded[b]).Concat(Enumerable.Repeat(-1L, k)).Take(k)];
            CollectionAssert.AreEqual(expected, found[(b * k)..((b + 1) * k)], $"{search}, k = {k}, query {b}");
            for (int i = 0; i < k; i++)
                Assert.AreEqual(expected[i] < 0 ? float.NaN : (float)search.Scores[b, expected[i]], best[(b * k) + i]);
        }
    }

    private static IEnumerable<long> Sorted(SearchCase search, int query)
        => Enumerable.Range(0, search.ItemCount).OrderByDescending(v => search.Scores[query, v]).Select(v => (long)v);
}
