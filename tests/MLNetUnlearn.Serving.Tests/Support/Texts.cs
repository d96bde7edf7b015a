using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving.Tests.Support;

/// <summary>Answers as text.</summary>
internal static class Texts
{
    /// <summary>"b 2, c 1".</summary>
    public static string Of(IReadOnlyList<RecommendedItem> items) =>
        string.Join(", ", items.Select(item => FormattableString.Invariant($"{item.Item} {item.Score}")));

    /// <summary>"b c".</summary>
    public static string Ids(IReadOnlyList<RecommendedItem> items) => string.Join(' ', items.Select(item => item.Item));
}
