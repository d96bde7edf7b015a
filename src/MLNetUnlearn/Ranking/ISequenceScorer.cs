using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Ranking;

/// <summary>What ranking, recommending and evaluating need of a model, whatever it computes scores from.</summary>
internal interface ISequenceScorer
{
    /// <summary>n, the longest context used; longer ones are cut to their most recent items.</summary>
    int MaximumLength { get; }

    /// <summary>Takes in the named windows; what it keeps of them belongs to the current dispose scope.</summary>
    IEncodedContexts Encode(WindowSet contexts, ReadOnlySpan<int> windows);
}
