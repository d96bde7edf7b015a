namespace MLNetUnlearn.Recommenders;

/// <summary>What one user is to be recommended; see <see cref="RecommenderTransformer.Recommend"/>.</summary>
public sealed record RecommendationQuery
{
    /// <summary>
    /// The user's items, the most recent one last: what their keys stand for, as text (numbers in invariant form; keys that stand for
    /// nothing by their number). The last n that the model knows are the context. By default empty, for which nothing is recommended.
    /// </summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>k, how many items are recommended, 1 to 65,535, whatever the model's options say. Default 10.</summary>
    public int Count { get; init; } = 10;

    /// <summary>Whether all of <see cref="Items"/> are left out of the recommendations, not only the last n. Default true.</summary>
    public bool ExcludeSeen { get; init; } = true;

    /// <summary>More items to leave out, as text, in any order; those the model does not know change nothing. By default none.</summary>
    public IReadOnlyCollection<string> ExcludedItems { get; init; } = [];
}
