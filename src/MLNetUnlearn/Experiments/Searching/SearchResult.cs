using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>What a search has found.</summary>
/// <typeparam name="TOptions">The options of a trainer or of a method.</typeparam>
public sealed class SearchResult<TOptions>
{
    internal SearchResult(
        IReadOnlyList<SearchTrial<TOptions>> trials, SearchTrial<TOptions> best, IReadOnlyList<SearchTrial<TOptions>> paretoSet) =>
        (Trials, BestTrial, ParetoSet) = (trials, best, paretoSet);

    /// <summary>The best options, seed and epochs among them: to train or unlearn with them is to make the best trial's model again.</summary>
    public TOptions Best => BestTrial.Options;

    /// <summary>
    /// The best trial by the first objective, of equal ones the first; in a search in rounds of the last round that gave a model.
    /// </summary>
    public SearchTrial<TOptions> BestTrial { get; }

    /// <summary>All trials in the order in which they were run, those that failed among them.</summary>
    public IReadOnlyList<SearchTrial<TOptions>> Trials { get; }

    /// <summary>
    /// The trials that no other beats: none is as good by every objective and better by one. With one objective, those that are the best by
    /// it in any round.
    /// </summary>
    public IReadOnlyList<SearchTrial<TOptions>> ParetoSet { get; }

    /// <summary>
    /// The trials that gave a model, as runs of a report, so that it can be shown as table, JSON, CSV and page: each is called
    /// "trial 3", or "trial 3, 60 epochs" in a search in rounds, and its settings are its parameters.
    /// </summary>
    public IReadOnlyList<ReportRun> Runs => [.. Trials.Where(trial => trial.Error is null).Select(trial => trial.Run)];
}
