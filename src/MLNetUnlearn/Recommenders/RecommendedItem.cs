namespace MLNetUnlearn.Recommenders;

/// <summary>An item that is recommended.</summary>
/// <param name="Item">What the item's key stands for, as text.</param>
/// <param name="Score">Its score: h·e of a network, the count or sum of a baseline; comparable within one recommendation only.</param>
public readonly record struct RecommendedItem(string Item, float Score);
