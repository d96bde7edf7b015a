namespace MLNetUnlearn.Serving;

/// <summary>What one user asks for.</summary>
public sealed record RecommendationRequest
{
    /// <summary>
    /// The user's items, the most recent one last, by their ids as text; the last n that the model knows are the context. By default empty,
    /// for which nothing is recommended.
    /// </summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Who asks: what was suppressed for this user is held back. Default null: nobody known.</summary>
    public string? User { get; init; }

    /// <summary>How many items are recommended, 1 to <see cref="ServingOptions.MaximumCount"/>. Default 10.</summary>
    public int Count { get; init; } = 10;

    /// <summary>Whether <see cref="Items"/> are left out of the recommendations. Default true.</summary>
    public bool ExcludeSeen { get; init; } = true;
}
