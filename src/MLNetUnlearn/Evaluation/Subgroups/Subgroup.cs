namespace MLNetUnlearn.Evaluation.Subgroups;

/// <summary>Some of the pairs.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="Has">Whether a pair is one of them.</param>
internal sealed record Subgroup(string Name, Func<PairKinds, bool> Has)
{
    /// <summary>Every subgroup: a line for each.</summary>
    /// <param name="tested">The test pairs, which decide where thirds begin.</param>
    public static IReadOnlyList<Subgroup> All(IReadOnlyCollection<PairKinds> tested)
    {
        var (few, some) = Thirds(tested.Select(pair => pair.Activity));
        var (rare, middling) = Thirds(tested.Select(pair => pair.Popularity));
        return
        [
            new("users: few items", pair => pair.Activity <= few),
            new("users: some items", pair => pair.Activity > few && pair.Activity <= some),
            new("users: many items", pair => pair.Activity > some),
            new("items: rare", pair => pair.Popularity <= rare),
            new("items: middling", pair => pair.Popularity > rare && pair.Popularity <= middling),
            new("items: popular", pair => pair.Popularity > middling),
            new("users who forget", pair => pair.Forgets),
            new("users who share a forgotten item", pair => !pair.Forgets && pair.SharesForgotten),
            new("users who share none", pair => !pair.Forgets && !pair.SharesForgotten),
        ];
    }

    // The largest values of the first and of the second third, each third as near to one as equal values allow.
    private static (int First, int Second) Thirds(IEnumerable<int> values)
    {
        int[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? (0, 0) : (sorted[(sorted.Length - 1) / 3], sorted[2 * (sorted.Length - 1) / 3]);
    }
}
