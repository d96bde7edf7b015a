#if TORCHSHARP
namespace MLNetUnlearn.Tensors;

/// <summary>
/// Search of item embeddings by score: h·e, of a hidden state of B×d and an item's row of the (|V|+1)×d table. Scores of the whole
/// catalogue are held for some rows at a time.
/// </summary>
internal static class CatalogueSearch
{
    private const int MostScores = 1 << 24; // 64 MB

    // One matrix product over so many times the candidates takes less time than fetching the candidates' embeddings row by row.
    private const int CheapCatalogueFactor = 16;

    /// <summary>
    /// For each row the number of items, excluded ones apart, that score at least as high as its target, which is one of them; 0 where
    /// the target's score is no number.
    /// </summary>
    public static long[] CountAtLeast(Tensor hidden, Tensor table, long[] targets, ItemLists excluded)
    {
        var counts = new long[targets.Length];
        ForEachBlock(hidden, table, excluded, (from, scores, excludedItems) =>
        {
            var count = (int)scores.shape[0];
            var own = torch.tensor(targets.AsSpan(from, count).ToArray(), [count, 1], device: hidden.device);  // b×1
            var ownScores = scores.gather(1, own);
            Exclude(scores, excludedItems);
            scores.ge(ownScores).sum(1).cpu().data<long>().ToArray().CopyTo(counts, from);
        });
        return counts;
    }

    /// <summary>
    /// The k best items of each row, excluded ones apart, best first: B·k scores and items. Items whose score is NaN or −∞ are never
    /// among them; where there are fewer, NaN and −1.
    /// </summary>
    public static (float[] Scores, long[] Items) Top(Tensor hidden, Tensor table, int k, ItemLists excluded)
    {
        var (bestScores, bestItems) = (new float[hidden.shape[0] * k], new long[hidden.shape[0] * k]);
        ForEachBlock(hidden, table, excluded, (from, scores, excludedItems) =>
        {
            Exclude(scores, excludedItems);
            var lowest = torch.full_like(scores, float.NegativeInfinity);
            var (values, indexes) = torch.where(scores.isnan(), lowest, scores).topk(k, 1);                   // b×k
            values.cpu().data<float>().ToArray().CopyTo(bestScores, from * k);
            indexes.cpu().data<long>().ToArray().CopyTo(bestItems, from * k);
        });
        for (var i = 0; i < bestScores.Length; i++)
        {
            if (float.IsNegativeInfinity(bestScores[i]))
                (bestScores[i], bestItems[i]) = (float.NaN, -1);
        }
        return (bestScores, bestItems);
    }

    /// <summary>The scores of c items for each row: B×c for B×c items (int64).</summary>
    public static Tensor Scores(Tensor hidden, Tensor table, Tensor items)
    {
        if (table.shape[0] <= CheapCatalogueFactor * items.shape[1])
            return hidden.matmul(table.t()).gather(1, items);                                                   // B×c
        var embedded = table.index_select(0, items.reshape(-1)).view(items.shape[0], items.shape[1], -1);       // B×c×d
        return embedded.matmul(hidden.unsqueeze(2)).squeeze(2);                                                  // B×c
    }

    private static void ForEachBlock(Tensor hidden, Tensor table, ItemLists excluded, Action<int, Tensor, ItemLists> use)
    {
        var rows = (int)hidden.shape[0];
        var block = (int)Math.Clamp(MostScores / table.shape[0], 1, rows);
        for (var from = 0; from < rows; from += block)
        {
            using var scope = torch.NewDisposeScope();
            var count = Math.Min(block, rows - from);
            use(from, hidden.narrow(0, from, count).matmul(table.t()), excluded.Slice(from, count));          // b×(|V|+1)
        }
    }

    private static void Exclude(Tensor scores, ItemLists excluded)
    {
        var flat = excluded.Rows();
        for (var i = 0; i < flat.Length; i++)
            flat[i] = (flat[i] * scores.shape[1]) + excluded.Items[i];
        var lowest = torch.full(flat.Length, float.NegativeInfinity, device: scores.device);
        scores.view(-1).index_copy_(0, torch.tensor(flat, device: scores.device), lowest);
    }
}
#endif
