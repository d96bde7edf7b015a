namespace MLNetUnlearn.Serving;

/// <summary>An item that is held back.</summary>
/// <param name="User">For whom; null: for everyone.</param>
/// <param name="Item">The item's id as text.</param>
public sealed record Suppression(string? User, string Item);
