namespace MLNetUnlearn.Serving;

/// <summary>
/// The item that was asked about is none of the model's, or it is suppressed, which is not told apart. For HTTP, 404.
/// </summary>
/// <param name="item">The item's id as text.</param>
public sealed class UnknownItemException(string item)
    : Exception($"There is no item '{item}'.")
{
    /// <summary>The item's id as text.</summary>
    public string Item { get; } = item;
}
