using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// What a trained recommender is asked for; see <see cref="SequentialRecommenderTransformer.With"/> and
/// <see cref="CountingRecommenderTransformer.With"/>.
/// </summary>
public sealed record RecommendationOptions
{
    /// <summary>The largest k.</summary>
    internal const int MostRecommended = ushort.MaxValue;

    /// <summary>k, how many items are recommended, 1 to 65,535. Default <see langword="null"/>: as many as the model did.</summary>
    public int? TopK { get; init; }

    /// <summary>
    /// Whether items of the input sequence are left out of the recommendations. Default <see langword="null"/>: as the model did.
    /// </summary>
    public bool? ExcludeSeen { get; init; }

    /// <summary>
    /// The only items that may be recommended, at least one, in any order: what their keys stand for, as text (numbers in invariant form;
    /// keys that stand for nothing by their number). All must be the model's; naming one twice changes nothing. Default
    /// <see langword="null"/>: the whole catalogue, also where the model had candidates.
    /// </summary>
    public IReadOnlyCollection<string>? CandidateItems { get; init; }

    /// <summary>A model's options with what is asked for in place.</summary>
    internal T Over<T>(T options)
        where T : RecommenderTrainerOptions =>
        options with { TopK = TopK ?? options.TopK, ExcludeSeen = ExcludeSeen ?? options.ExcludeSeen };

    internal void Check(OptionProblems problems)
    {
        if (TopK is { } k)
            RequireTopK(problems, k);
        problems.Require(CandidateItems is not { Count: 0 }, nameof(CandidateItems), "empty", "one item or more, or null for all");
    }

    internal static void RequireTopK(OptionProblems problems, int k) => RequireCount(problems, nameof(TopK), k);

    internal static void RequireCount(OptionProblems problems, string name, int k) =>
        problems.Require(k is >= 1 and <= MostRecommended, name, k, "1 to 65535");
}
