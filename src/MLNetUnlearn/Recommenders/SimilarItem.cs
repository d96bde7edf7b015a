namespace MLNetUnlearn.Recommenders;

/// <summary>An item beside another one.</summary>
/// <typeparam name="T">The type of the items' values.</typeparam>
/// <param name="Item">What the item's key stands for.</param>
/// <param name="Similarity">The cosine of the angle between both embeddings, −1 to 1.</param>
public readonly record struct SimilarItem<T>(T Item, float Similarity)
    where T : notnull;
