namespace MLNetUnlearn.Serving;

/// <summary>
/// A model was not taken over: it cannot be read, has no items, or did not stand a check. What served before goes on serving.
/// </summary>
/// <param name="model">The file, or the model's name where it came without one.</param>
/// <param name="innerException">Why.</param>
public sealed class ModelRejectedException(string model, Exception innerException)
    : Exception($"'{model}' cannot be served: {innerException?.Message}", innerException)
{
    /// <summary>The file, or the model's name where it came without one.</summary>
    public string Model { get; } = model;
}
