namespace MLNetUnlearn.Evaluation.Subgroups;

/// <summary>What the subgroups ask of a pair.</summary>
/// <param name="Activity">How many items the user has to train on, before forgetting.</param>
/// <param name="Popularity">How often the item occurs in what remains.</param>
/// <param name="Forgets">Whether the user forgets something.</param>
/// <param name="SharesForgotten">Whether the user keeps an item that someone else forgets.</param>
internal readonly record struct PairKinds(int Activity, int Popularity, bool Forgets, bool SharesForgotten);
