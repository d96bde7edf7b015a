using MLNetUnlearn.Engine.Kernels;

namespace MLNetUnlearn.Engine.Tests.Search;

/// <summary>
/// Counts for enough queries and items to be screened in whole numbers, against scores of a plain loop in float, one rounding a product:
/// wherever a threshold is, and whatever the numbers are, not one item may be counted that the loop does not count, or the other way round.
/// </summary>
[TestClass]
public sealed class ScreeningTests
{
    private const int Queries = 140;
    private const int Items = 600;

    [TestMethod]
    [DataRow(VectorWidth.Bits256)]
    [DataRow(VectorWidth.Bits512)]
    public void ThresholdsAtAScoreAndNextToItCountAsTheLoopDoes(VectorWidth width)
    {
        foreach (int size in new[] { 15, 16, 17, 49, 50, 51, 64, 100, 1000 })
        {
            float[] queries = Numbers(Queries * size, 1), table = Numbers(Items * size, 2);
            Check(queries, table, size, score => score, width, $"at the score, size {size}");
            Check(queries, table, size, MathF.BitIncrement, width, $"above it, size {size}");
            Check(queries, table, size, MathF.BitDecrement, width, $"below it, size {size}");
        }
    }

    [TestMethod]
    [DataRow(VectorWidth.Bits256)]
    [DataRow(VectorWidth.Bits512)]
    public void EveryNumberOfQueriesAndItemsCountsAsTheLoopDoes(VectorWidth width)
    {
        foreach (int queries in new[] { 127, 128, 129, 131, 2100 })
        {
            foreach (int items in new[] { 511, 512, 513, 600, 767 })
            {
                Check(
                    Numbers(queries * 40, 3), Numbers(items * 40, 4), 40, score => score, width, $"{queries} queries, {items} items");
            }
        }
    }

    /// <summary>From a few items that are next to equal, which are looked at again one by one, to all of them.</summary>
    [TestMethod]
    [DataRow(VectorWidth.Bits256, 2)]
    [DataRow(VectorWidth.Bits512, 2)]
    [DataRow(VectorWidth.Bits256, 20)]
    [DataRow(VectorWidth.Bits512, 20)]
    [DataRow(VectorWidth.Bits256, Items)]
    [DataRow(VectorWidth.Bits512, Items)]
    public void ItemsThatDifferInTheLastBitsCountAsTheLoopDoes(VectorWidth width, int alike)
    {
        const int Size = 64;
        float[] queries = Numbers(Queries * Size, 5), table = Numbers(Items * Size, 6);
        for (int v = 0; v < alike; v++)
        {
            for (int i = 0; i < Size; i++)
                table[(v * Size) + i] = (v + i) % 3 == 0 ? MathF.BitIncrement(table[i]) : table[i];
        }
        Check(queries, table, Size, score => score, width, $"{alike} alike", item: 0);
    }

    /// <summary>
    /// All elements alike: in units in which a row is 32,700 long they are 4087.5 with 64 of them and 4624.48 with 50, so that nearly as
    /// much as possible is rounded off, always in the same direction.
    /// </summary>
    [TestMethod]
    [DataRow(VectorWidth.Bits256, 64)]
    [DataRow(VectorWidth.Bits512, 64)]
    [DataRow(VectorWidth.Bits256, 50)]
    [DataRow(VectorWidth.Bits512, 50)]
    public void RoundingInOneDirectionCountsAsTheLoopDoes(VectorWidth width, int size)
    {
        float[] queries = [.. Enumerable.Repeat(1f, Queries * size)], table = Numbers(Items * size, 13);
        for (int i = 0; i < table.Length; i++) table[i] = i < 2 * size ? 1 : table[i] / 2;
        Check(queries, table, size, score => score, width, "at the score", item: 0);
        Check(queries, table, size, MathF.BitIncrement, width, "above it", item: 0);
        Check(queries, table, size, MathF.BitDecrement, width, "below it", item: 0);
    }

    [TestMethod]
    [DataRow(VectorWidth.Bits256)]
    [DataRow(VectorWidth.Bits512)]
    public void NumbersOfEverySizeCountAsTheLoopDoes(VectorWidth width)
    {
        const int Size = 40;
        float[] sizes = [0f, 1e-45f, 1e-38f, 1e-30f, 1e-15f, 1e-3f, 1f, 1e6f, 1e16f, 1e17f, 1e30f, 3e38f];
        foreach (float ofQueries in sizes)
        {
            foreach (float ofItems in sizes)
            {
                // Every other query and group of items is of ordinary size.
                float[] queries = [.. Numbers(Queries * Size, 7).Select((x, i) => i / Size % 2 == 0 ? x * ofQueries : x)];
                float[] table = [.. Numbers(Items * Size, 8).Select((x, i) => i / Size < 256 ? x * ofItems : x)];
                Check(queries, table, Size, score => score, width, $"{ofQueries} and {ofItems}");
            }
        }
    }

    [TestMethod]
    [DataRow(VectorWidth.Bits256)]
    [DataRow(VectorWidth.Bits512)]
    public void WhatIsNoNumberOrInfiniteCountsAsInTheLoop(VectorWidth width)
    {
        const int Size = 48;
        foreach (float strange in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            float[] queries = Numbers(Queries * Size, 9), table = Numbers(Items * Size, 10);
            queries[5] = table[3] = table[(599 * Size) + 47] = strange;
            Check(queries, table, Size, score => score, width, $"{strange} in both");
            Check(Numbers(Queries * Size, 9), Numbers(Items * Size, 10), Size, _ => strange, width, $"{strange} to reach");
        }
    }

    [TestMethod]
    public void ThreadsDoNotChangeACount()
    {
        float[] queries = Numbers(5000 * 64, 11), table = Numbers(Items * 64, 12);
        foreach (int threads in new[] { 1, 2, 3 })
            Check(queries, table, 64, score => score, VectorWidth.Bits256, $"{threads} threads", threads: threads);
    }

    /// <summary>Each query's threshold is made of its score of one item: the one given, else an item of its own.</summary>
    private static void Check(
        float[] queries, float[] table, int size, Func<float, float> threshold, VectorWidth width, string what, int? item = null, int threads = 1)
    {
        int rows = queries.Length / size, items = table.Length / size;
        float[] thresholds = new float[rows], scores = new float[items];
        long[] expected = new long[rows];
        for (int b = 0; b < rows; b++)
        {
            for (int v = 0; v < items; v++) scores[v] = Score(queries.AsSpan(b * size, size), table.AsSpan(v * size, size));
            thresholds[b] = threshold(scores[item ?? b * 37 % items]);
            foreach (float score in scores) expected[b] += score >= thresholds[b] ? 1 : 0;
        }
        using ThreadCount _ = ThreadCount.Use(threads);
        Tensor counts = SearchOps.CountAtLeast(tensor(queries, [rows, size]), tensor(table, [items, size]), tensor(thresholds), width);
        CollectionAssert.AreEqual(expected, counts.data<long>().ToArray(), what);
    }

    private static float Score(ReadOnlySpan<float> query, ReadOnlySpan<float> row)
    {
        float sum = 0;
        for (int i = 0; i < query.Length; i++) sum = MathF.FusedMultiplyAdd(query[i], row[i], sum);
        return sum;
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() + random.NextSingle() + random.NextSingle()) - 1.5f)];
    }
}
