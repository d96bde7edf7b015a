namespace MLNetUnlearn.Engine.Tests.Search;

/// <summary>
/// Queries and a table of whole numbers, whose scores are exact in whatever way they are added up, and often equal; the scores come from
/// a plain double loop.
/// </summary>
internal sealed class SearchCase
{
    public SearchCase(int queries, int items, int size)
    {
        (QueryCount, ItemCount) = (queries, items);
        float[] q = Numbers(queries * size, 1), t = Numbers(items * size, 2);
        (Queries, Table) = (tensor(q, [queries, size]), tensor(t, [items, size]));
        Scores = new double[queries, items];
        for (int b = 0; b < queries; b++)
        {
            for (int v = 0; v < items; v++)
            {
                for (int i = 0; i < size; i++) Scores[b, v] += (double)q[(b * size) + i] * t[(v * size) + i];
            }
        }
    }

    /// <summary>Every size at which a tile, a panel, a group of panels or a block of queries ends, or does not.</summary>
    public static IEnumerable<SearchCase> All()
    {
        foreach (int items in new[] { 1, 63, 64, 65, 1000 })
        {
            foreach (int size in new[] { 1, 8, 50, 64, 100, 600 }) yield return new SearchCase(7, items, size);
        }
        foreach (int queries in new[] { 1, 5, 6, 100 }) yield return new SearchCase(queries, 130, 33);
        yield return new SearchCase(300, 70, 2500);
    }

    public int QueryCount { get; }

    public int ItemCount { get; }

    public Tensor Queries { get; }

    public Tensor Table { get; }

    public double[,] Scores { get; }

    public override string ToString() => $"{QueryCount} queries of {Queries.shape[1]}, {ItemCount} items";

    private static float[] Numbers(int count, int seed) => [.. Values.Numbers(count, seed).Select(value => MathF.Round(value * 3))];
}
