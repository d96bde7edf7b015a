namespace MLNetUnlearn.Experiments.Searching;

/// <summary>Where a search space begins.</summary>
public static class SearchSpace
{
    /// <summary>A space without parameters yet; each is added by a call behind this one.</summary>
    /// <typeparam name="TOptions">The options of a trainer or of a method.</typeparam>
    /// <param name="options">The options that all trials share, but for the parameters.</param>
    public static SearchSpace<TOptions> Of<TOptions>(TOptions options) where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SearchSpace<TOptions>(options, []);
    }
}
