using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Ranking;

/// <summary>Hidden states of more contexts than are encoded at once.</summary>
internal static class HiddenStates
{
    /// <summary>B×d for the B named windows; the tensor belongs to the current dispose scope.</summary>
    public static Tensor Of(ISequenceScorer scorer, WindowSet contexts, ReadOnlySpan<int> windows)
    {
        var parts = new List<Tensor>();
        for (var start = 0; start < windows.Length; start += ScoringBatch.Encoded)
        {
            using var scope = torch.NewDisposeScope();
            var batch = windows.Slice(start, Math.Min(ScoringBatch.Encoded, windows.Length - start));
            parts.Add(scorer.Encode(contexts.Pack(batch, scorer.Device)).MoveToOuterDisposeScope());
        }
        return parts.Count == 1 ? parts[0] : torch.cat(parts, 0);
    }
}
