using MLNetUnlearn.Engine.Kernels;

namespace MLNetUnlearn.Engine.Tests.Search;

[TestClass]
public sealed class PairScoresTests
{
    [TestMethod]
    [DataRow(VectorWidth.Bits128)]
    [DataRow(VectorWidth.Bits256)]
    [DataRow(VectorWidth.Bits512)]
    public void EveryPairMatchesADoubleLoop(VectorWidth width)
    {
        foreach (SearchCase search in SearchCase.All())
        {
            (long[] rows, long[] items) = AllPairs(search.QueryCount, search.ItemCount);
            float[] scores = Values.Floats(SearchOps.PairScores(search.Queries, search.Table, tensor(rows), tensor(items), width));
            for (int i = 0; i < scores.Length; i++) Assert.AreEqual(search.Scores[rows[i], items[i]], scores[i], search.ToString());
        }
    }

    /// <summary>Rounded scores have the same bits as in the other members: an item ties with itself and its copies.</summary>
    [TestMethod]
    [DataRow(VectorWidth.Bits128)]
    [DataRow(VectorWidth.Bits256)]
    [DataRow(VectorWidth.Bits512)]
    [DataRow(VectorWidth.Widest)]
    public void AnItemTiesWithItself(VectorWidth width)
    {
        foreach (int size in new[] { 1, 7, 50, 64, 100, 513, 600, 1100 })
        {
            const int Queries = 7, Items = 90;
            // Each row a second time behind the others, where it falls into another lane of another panel.
            Tensor queries = Values.Of(1, Queries, size), once = Values.Of(2, Items, size), table = cat([once, once], 0);
            (long[] rows, long[] items) = AllPairs(Queries, Items);
            float[] scores = Values.Floats(SearchOps.PairScores(queries, table, tensor(rows), tensor(items), width));
            for (int v = 0; v < Items; v++)
            {
                float[] own = [.. Enumerable.Range(0, Queries).Select(b => scores[(b * Items) + v])];
                long[] expected = [.. own.Select(
                    (least, b) => 2L * scores.AsSpan(b * Items, Items).ToArray().Count(score => score >= least))];
                CollectionAssert.AreEqual(
                    expected, SearchOps.CountAtLeast(queries, table, tensor(own), width).data<long>().ToArray(), $"{size}: item {v}");
            }
            (Tensor values, Tensor indices) = SearchOps.Top(queries, table, Items, width: width);
            float[] best = Values.Floats(values);
            long[] found = indices.data<long>().ToArray();
            for (int i = 0; i < best.Length; i++) Assert.AreEqual(scores[(i / Items * Items) + (found[i] % Items)], best[i]);
        }
    }

    [TestMethod]
    public void RowsThatAreNotThereAreRefused()
    {
        Refuses(2, 0, "Row 2 is not among the 2 rows. (Parameter 'rows')\nActual value was 2.");
        Refuses(0, 3, "Row 3 is not among the 3 rows. (Parameter 'items')\nActual value was 3.");
        Refuses(-1, 0, "Row -1 is not among the 2 rows. (Parameter 'rows')\nActual value was -1.");
    }

    private static void Refuses(long row, long item, string message)
        => Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => SearchOps.PairScores(zeros(2, 4), zeros(3, 4), tensor([row]), tensor([item]))).Message.ReplaceLineEndings("\n"));

    private static (long[] Rows, long[] Items) AllPairs(int queries, int items)
        => ([.. Enumerable.Range(0, queries * items).Select(i => (long)(i / items))],
            [.. Enumerable.Range(0, queries * items).Select(i => (long)(i % items))]);
}
