namespace MLNetUnlearn.Recommenders;

/// <summary>What a model recommends to one user.</summary>
/// <param name="Items">At most k items, best first; fewer where the model has no more to recommend.</param>
/// <param name="UnknownItems">The query's items that the model was not trained on, each once, in their order; passed over.</param>
public sealed record Recommendation(IReadOnlyList<RecommendedItem> Items, IReadOnlyList<string> UnknownItems);
