#if !TORCHSHARP
namespace MLNetUnlearn.Tensors;

/// <summary>
/// Search of item embeddings by score: h·e, of a hidden state of B×d and an item's row of the (|V|+1)×d table. No member holds the scores
/// of all rows for the whole catalogue.
/// </summary>
internal static class CatalogueSearch
{
    /// <summary>
    /// For each row the number of items, excluded ones apart, that score at least as high as its target, which is one of them; 0 where
    /// the target's score is no number.
    /// </summary>
    public static long[] CountAtLeast(Tensor hidden, Tensor table, long[] targets, ItemLists excluded)
    {
        // A score has the same bits wherever it is computed, so the excluded items can be taken off the count of the whole table.
        var excludedRows = excluded.Rows();
        var own = PairScores(hidden, table, Repeat(targets.Length, 1), targets);
        var others = PairScores(hidden, table, excludedRows, excluded.Items);
        var counts = SearchOps.CountAtLeast(hidden, table, own).data<long>().ToArray();
        var (ownScores, otherScores) = (own.data<float>().ToArray(), others.data<float>().ToArray());
        for (var i = 0; i < otherScores.Length; i++)
            counts[excludedRows[i]] -= otherScores[i] >= ownScores[excludedRows[i]] ? 1 : 0;
        return counts;
    }

    /// <summary>
    /// The k best items of each row, excluded ones apart, best first, equal ones by number: B·k scores and items. Items whose score is NaN
    /// or −∞ are never among them; where there are fewer, NaN and −1.
    /// </summary>
    public static (float[] Scores, long[] Items) Top(Tensor hidden, Tensor table, int k, ItemLists excluded)
    {
        var (scores, items) = SearchOps.Top(
            hidden, table, k, torch.tensor(excluded.Offsets, device: hidden.device), torch.tensor(excluded.Items, device: hidden.device));
        return (scores.data<float>().ToArray(), items.data<long>().ToArray());
    }

    /// <summary>The scores of c items for each row: B×c for B×c items (int64).</summary>
    public static Tensor Scores(Tensor hidden, Tensor table, Tensor items)
    {
        var (count, width) = ((int)items.shape[0], (int)items.shape[1]);
        var rows = torch.tensor(Repeat(count, width), device: hidden.device);
        return SearchOps.PairScores(hidden, table, rows, items.reshape(-1)).view(count, width);
    }

    private static Tensor PairScores(Tensor hidden, Tensor table, long[] rows, long[] items) =>
        SearchOps.PairScores(hidden, table, torch.tensor(rows, device: hidden.device), torch.tensor(items, device: hidden.device));

    /// <summary>0, 1, 2 and so on, each a number of times.</summary>
    private static long[] Repeat(int count, int times)
    {
        var values = new long[count * times];
        for (var i = 0; i < values.Length; i++)
            values[i] = i / times;
        return values;
    }
}
#endif
