using System.Collections.Immutable;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving.Suppressing;

/// <summary>What is held back from a user at a moment: what is everyone's and what is the user's own.</summary>
internal readonly record struct SuppressionView(ImmutableHashSet<string> Everyone, ImmutableHashSet<string> Own)
{
    // So many more items are asked for when some are held back from everyone; mostly none of those is among the best.
    private const int Spare = 16;

    public bool Holds(string item) => Everyone.Contains(item) || Own.Contains(item);

    /// <summary>How many items are held back at most.</summary>
    public int Count => Everyone.Count + Own.Count;

    /// <summary>
    /// The query of a request: without the items that are held back, and for as many more as may have to be taken out of the answer again.
    /// To exclude what is held back from everyone costs time with every query.
    /// </summary>
    public RecommendationQuery First(RecommendationRequest request) => Query(
        request, request.Count + Math.Min(Everyone.Count, Spare), Own);

    /// <summary>The query that needs no filter.</summary>
    public RecommendationQuery Exact(RecommendationRequest request) => Query(request, request.Count, Own.Union(Everyone));

    /// <summary>An answer to the first query without what is held back; null where too much is.</summary>
    public IReadOnlyList<RecommendedItem>? Filter(IReadOnlyList<RecommendedItem> items, RecommendationRequest request, int asked)
    {
        if (Count == 0)
            return items;
        var self = this;
        RecommendedItem[] kept = [.. items.Where(item => !self.Holds(item.Item)).Take(request.Count)];
        return kept.Length < request.Count && items.Count == asked ? null : kept;
    }

    private RecommendationQuery Query(RecommendationRequest request, int count, ImmutableHashSet<string> excluded)
    {
        var self = this;
        return new RecommendationQuery
        {
            Items = Count == 0 ? request.Items : [.. request.Items.Where(item => !self.Holds(item))],
            Count = Math.Min(count, ushort.MaxValue),
            ExcludeSeen = request.ExcludeSeen,
            ExcludedItems = excluded,
        };
    }
}
