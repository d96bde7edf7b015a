namespace MLNetUnlearn.Forgetting;

/// <summary>A request in terms of one data view: the item's key there.</summary>
/// <param name="Item">The key, not 0.</param>
/// <param name="Timestamp">The time, or null for all times.</param>
/// <param name="Index">The request's place in the <see cref="RequestList"/>.</param>
internal readonly record struct RequestedItem(uint Item, long? Timestamp, int Index);
