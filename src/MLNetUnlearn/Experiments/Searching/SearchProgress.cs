namespace MLNetUnlearn.Experiments.Searching;

/// <summary>How far a search has come, told after every trial.</summary>
/// <param name="Done">Trials whose result is there, from 1; in a search in rounds a point counts once in each of its rounds.</param>
/// <param name="Total">All trials; in a search in rounds fewer come where trials fail.</param>
/// <param name="Trial">The number of the last one.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Value">Its first objective's figure; <see langword="null"/> where it failed.</param>
/// <param name="BestValue">The best of these so far in this round; <see langword="null"/> where all have failed.</param>
/// <param name="IsKept">Whether its result was there before, so that it was not run again.</param>
/// <param name="TimeLeft">
/// The time that the others will take, at that of the trials so far and by their epochs; <see langword="null"/> where all have failed.
/// </param>
public sealed record SearchProgress(
    int Done, int Total, int Trial, IReadOnlyDictionary<string, string> Parameters, double? Value, double? BestValue, bool IsKept,
    TimeSpan? TimeLeft);
