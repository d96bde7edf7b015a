using MLNetUnlearn.Engine.Kernels;

namespace MLNetUnlearn.Engine.Tests.Search;

[TestClass]
public sealed class CountAtLeastTests
{
    [TestMethod]
    [DataRow(VectorWidth.Bits128)]
    [DataRow(VectorWidth.Bits256)]
    [DataRow(VectorWidth.Bits512)]
    [DataRow(VectorWidth.Widest)]
    public void EverySizeMatchesADoubleLoop(VectorWidth width)
    {
        foreach (SearchCase search in SearchCase.All())
        {
            // Each query's threshold is the score of one of the items: that one counts, and so do those that tie with it.
            var thresholds = new float[search.QueryCount];
            var expected = new long[search.QueryCount];
            for (int b = 0; b < search.QueryCount; b++)
            {
                thresholds[b] = (float)search.Scores[b, (b * 37) % search.ItemCount];
                for (int v = 0; v < search.ItemCount; v++) expected[b] += search.Scores[b, v] >= thresholds[b] ? 1 : 0;
            }
            Tensor counts = SearchOps.CountAtLeast(search.Queries, search.Table, tensor(thresholds), width);
            CollectionAssert.AreEqual(expected, counts.data<long>().ToArray(), search.ToString());
        }
    }

    [TestMethod]
    public void RowsOfALargerTableAndTurnedQueriesAreReadAsTheyAre()
    {
        Tensor table = tensor([9f, 9, 1, 0, 0, 1, 2, 2, 9, 9], [5, 2]).narrow(0, 1, 3), queries = tensor([1f, 3, 2, 0], [2, 2]).t();
        // Queries (1, 2) and (3, 0); rows (1, 0), (0, 1) and (2, 2): scores 1, 2, 6 and 3, 0, 6.
        CollectionAssert.AreEqual(
            new long[] { 2, 1 }, SearchOps.CountAtLeast(queries, table, tensor([2f, 3.5f])).data<long>().ToArray());
    }

    [TestMethod]
    public void WhatIsNoNumberReachesNothingAndIsReachedByNothing()
    {
        Tensor table = tensor([1f, float.NaN, 3, float.NegativeInfinity], [4, 1]), queries = ones(3, 1);
        Tensor counts = SearchOps.CountAtLeast(queries, table, tensor([2f, float.NaN, float.NegativeInfinity]));
        CollectionAssert.AreEqual(new long[] { 1, 0, 3 }, counts.data<long>().ToArray());
    }

    [TestMethod]
    public void NothingIsFoundInAnEmptyTable()
        => CollectionAssert.AreEqual(new long[2], SearchOps.CountAtLeast(ones(2, 3), zeros(0, 3), zeros(2)).data<long>().ToArray());

    [TestMethod]
    public void WhatDoesNotFitIsRefused()
    {
        Message("Queries and table must be matrices of one width, not [2, 3] and [4, 2].", zeros(2, 3), zeros(4, 2), zeros(2));
        Message(
            "Queries and table must have at least one column, not be of shape [2, 0] and [4, 0].", zeros([2, 0]), zeros([4, 0]), zeros(2));
        Message("A search needs float32, not Float32 and Int64.", zeros(2, 3), zeros([4, 3], ScalarType.Int64), zeros(2));
        Message("'thresholds' must be 2 values of Float32, not Float32 of shape [3].", zeros(2, 3), zeros(4, 3), zeros(3));
    }

    private static void Message(string expected, Tensor queries, Tensor table, Tensor thresholds)
        => Assert.AreEqual(
            expected, Assert.ThrowsExactly<ArgumentException>(() => SearchOps.CountAtLeast(queries, table, thresholds)).Message);
}
