using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Recommenders.Recommending;

/// <summary>The k best items after each of a batch of sequences.</summary>
internal sealed class TopItems(ISequenceScorer scorer, int itemCount, int count, bool excludeSeen, Candidates? candidates = null)
{
    /// <summary>k.</summary>
    public int Count => count;

    /// <summary>n.</summary>
    public int MaximumLength => scorer.MaximumLength;

    /// <summary>Recommends for every context.</summary>
    /// <param name="contexts">The contexts, none empty.</param>
    /// <param name="seen">Per context, the items the user has; used where they are to be left out.</param>
    /// <param name="items">Out: per context k items, 0 where there are no more.</param>
    /// <param name="scores">Out: their scores, NaN where there are no more.</param>
    public void Recommend(WindowSet contexts, ItemSets seen, Span<uint> items, Span<float> scores)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        int[] rows = [.. Enumerable.Range(0, contexts.Count)];
        var excluded = Excluded.Of(excludeSeen ? seen : ItemSets.Empty(rows.Length), rows, []);
        var k = Math.Min(Count, candidates?.Keys.Length ?? itemCount);
        var (bestScores, bestItems) = scorer.Encode(contexts, rows).Top(k, excluded, candidates?.Keys);
        items.Clear();
        scores.Fill(float.NaN);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var place = 0; place < k && bestItems[(row * k) + place] is > 0 and var best; place++)
            {
                items[(row * Count) + place] = (uint)best;
                scores[(row * Count) + place] = bestScores[(row * k) + place];
            }
        }
    }
}
