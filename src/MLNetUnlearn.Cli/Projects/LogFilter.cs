using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Projects;

/// <summary>Which interactions with an item that a user had before are dropped.</summary>
internal enum Duplicates
{
    /// <summary>None.</summary>
    Keep,

    /// <summary>Those at the same time.</summary>
    SameTime,

    /// <summary>All: only the first in the file is kept.</summary>
    SameItem,
}

/// <summary>What of a log is kept.</summary>
internal sealed record LogFilter(Duplicates Duplicates, int MinimumPerUser, int MinimumPerItem)
{
    /// <summary>
    /// The interactions that are kept, in their order. Users and items with too few are dropped again and again until all that are left
    /// have
    /// enough.
    /// </summary>
    public IReadOnlyList<Interaction> Apply(IReadOnlyList<Interaction> interactions)
    {
        var kept = Distinct(interactions);
        while (true)
        {
            var (users, items) = (Counts(kept, line => line.UserId), Counts(kept, line => line.ItemId));
            var next = kept.FindAll(line => users[line.UserId] >= MinimumPerUser && items[line.ItemId] >= MinimumPerItem);
            if (next.Count == kept.Count)
                return kept;
            kept = next;
        }
    }

    private static Dictionary<string, int> Counts(List<Interaction> lines, Func<Interaction, string> id) =>
        lines.CountBy(id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private List<Interaction> Distinct(IReadOnlyList<Interaction> interactions) => Duplicates switch
    {
        Duplicates.SameTime => [.. interactions.DistinctBy(line => (line.UserId, line.ItemId, line.Timestamp))],
        Duplicates.SameItem => [.. interactions.DistinctBy(line => (line.UserId, line.ItemId))],
        _ => [.. interactions],
    };
}
