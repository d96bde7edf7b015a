using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Recommenders.Data;

/// <summary>What a trainer or an unlearner learns from, read once from a data view of windows.</summary>
/// <param name="Vocabulary">The items.</param>
/// <param name="MaximumLength">n, the window length.</param>
/// <param name="Remaining">The windows to learn from.</param>
/// <param name="UserItems">Per user, the items of the remaining windows.</param>
/// <param name="Validation">Each user's last window with the validation item.</param>
/// <param name="Forget">Contexts with the one item to forget after each.</param>
internal sealed record RecommenderData(
    Vocabulary Vocabulary, int MaximumLength, WindowSet Remaining, ItemSets UserItems, RankingPairs Validation, RankingPairs Forget)
{
    public int ItemCount => Vocabulary.Count;

    /// <summary>Hands out all that decides what is learnt, to be hashed.</summary>
    public void AppendTo(Action<ReadOnlySpan<int>> append)
    {
        append([ItemCount, MaximumLength]);
        Remaining.AppendTo(append);
        UserItems.AppendTo(append);
        Validation.AppendTo(append);
        Forget.AppendTo(append);
    }
}
