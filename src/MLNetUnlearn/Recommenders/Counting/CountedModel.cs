namespace MLNetUnlearn.Recommenders.Counting;

/// <summary>What a recommender has counted, and the scores that follow. Made once, then only read, also by several threads.</summary>
internal abstract class CountedModel
{
    /// <summary>Adds up the scores of all items after a context.</summary>
    /// <param name="context">At least one item, the most recent one last.</param>
    /// <param name="scores">|V|+1 zeros; what stays 0 nothing speaks for, and no score is below.</param>
    public abstract void Score(ReadOnlySpan<int> context, Span<float> scores);

    /// <summary>All that was counted, by name; the tensors belong to the current dispose scope.</summary>
    public abstract IReadOnlyDictionary<string, Tensor> State();
}
