namespace MLNetUnlearn.Serving;

/// <summary>
/// So many requests wait that no more are taken: nothing was done, and the caller may try again later. For HTTP, 503.
/// </summary>
/// <param name="maximumQueue"><see cref="ServingOptions.MaximumQueue"/>.</param>
public sealed class ServiceOverloadedException(int maximumQueue)
    : Exception($"The queue is full: at most {maximumQueue} requests may wait. Try again later.")
{
    /// <summary>How many requests may wait.</summary>
    public int MaximumQueue { get; } = maximumQueue;
}
