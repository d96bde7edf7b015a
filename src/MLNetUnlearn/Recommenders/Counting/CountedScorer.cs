using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Recommenders.Counting;

/// <summary>Scores with what was counted.</summary>
internal sealed class CountedScorer(CountedModel model, int itemCount, int maximumLength) : ISequenceScorer
{
    public int MaximumLength => maximumLength;

    public IEncodedContexts Encode(WindowSet contexts, ReadOnlySpan<int> windows) =>
        new CountedContexts(model, itemCount, contexts, windows.ToArray());
}
