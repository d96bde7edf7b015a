using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// Contexts as hidden states, B×d: an item's score after a context is h·e, the dot product of the hidden state and the item's embedding.
/// </summary>
internal sealed class EmbeddedContexts(ModuleScorer scorer, WindowSet contexts, ReadOnlySpan<int> windows) : ILogitContexts
{
    private readonly Tensor _hidden = HiddenStates(scorer, contexts, windows);

    public long[] CountAtLeast(long[] targets, ItemLists excluded) =>
        CatalogueSearch.CountAtLeast(_hidden, scorer.Items, targets, excluded);

    public (float[] Scores, long[] Items) Top(int k, ItemLists excluded, int[]? candidates = null)
    {
        if (candidates is null)
            return CatalogueSearch.Top(_hidden, scorer.Items, k, excluded);
        // They are searched in a small table of their own: the padding value's row and theirs, in the order of their keys.
        long[] rows = [0, .. candidates];
        var table = scorer.Items.index_select(0, torch.tensor(rows, device: _hidden.device));                   // (C+1)×d
        var (scores, found) = CatalogueSearch.Top(_hidden, table, k, excluded.Within(rows));
        return (scores, Array.ConvertAll(found, row => row < 0 ? row : rows[row]));
    }

    public float[] Scores(long[] items) => Scores(items, scorer.Items);

    /// <summary>The same by another table of item embeddings.</summary>
    public float[] Scores(long[] items, Tensor table)
    {
        var rows = _hidden.shape[0];
        var each = torch.tensor(items, [rows, items.Length / rows], device: _hidden.device);                    // B×c
        return CatalogueSearch.Scores(_hidden, table, each).cpu().data<float>().ToArray();
    }

    public (float[] Scores, float[] LogProbabilities) OfTargets(long[] targets) =>
        CatalogueProbabilities.OfTargets(_hidden, scorer.Items, targets);

    public float[] Entropies() => CatalogueProbabilities.Entropies(_hidden, scorer.Items);

    // There may be more contexts than are encoded at once.
    private static Tensor HiddenStates(ModuleScorer scorer, WindowSet contexts, ReadOnlySpan<int> windows)
    {
        var parts = new List<Tensor>();
        for (var start = 0; start < windows.Length; start += ScoringBatch.Encoded)
        {
            using var scope = torch.NewDisposeScope();
            var batch = windows.Slice(start, Math.Min(ScoringBatch.Encoded, windows.Length - start));
            parts.Add(scorer.Last(contexts.Pack(batch, scorer.Device)).MoveToOuterDisposeScope());
        }
        return parts.Count == 1 ? parts[0] : torch.cat(parts, 0);
    }
}
