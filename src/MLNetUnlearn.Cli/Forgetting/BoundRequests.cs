using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Forgetting;

/// <summary>Requests that a log can meet, each pair of a user and an item once.</summary>
internal sealed class BoundRequests
{
    private const int ExamplesInMessage = 5;

    private readonly HashSet<(string User, string Item)> _pairs;

    public BoundRequests(IReadOnlyList<ForgetRequest> requests)
    {
        All = [.. requests.Distinct()];
        _pairs = [.. All.Select(request => (request.UserId, request.ItemId))];
    }

    public IReadOnlyList<ForgetRequest> All { get; }

    /// <summary>How many users there are.</summary>
    public int Users => All.Select(request => request.UserId).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Finds in a log what is wished; everything of a user becomes each of the user's items.</summary>
    /// <exception cref="DataException">Something is not there; the first few are named.</exception>
    public static BoundRequests Of(IReadOnlyList<Wish> wishes, InteractionLog log)
    {
        var items = log.Interactions.GroupBy(line => line.UserId, StringComparer.Ordinal)
            .ToDictionary(user => user.Key, user => user.Select(line => line.ItemId).Distinct(StringComparer.Ordinal).ToArray());
        var (requests, missing) = (new List<ForgetRequest>(), new List<string>());
        foreach (var wish in wishes)
        {
            var has = items.GetValueOrDefault(wish.User, []);
            if (has.Length == 0)
                missing.Add($"{wish.Place}: the log has no user '{wish.User}'.");
            else if (wish.Item.Length > 0 && !has.Contains(wish.Item, StringComparer.Ordinal))
                missing.Add($"{wish.Place}: user '{wish.User}' has no item '{wish.Item}' in the log.");
            else
                requests.AddRange((wish.Item.Length > 0 ? [wish.Item] : has).Select(item => new ForgetRequest(wish.User, item)));
        }
        if (missing.Count == 0)
            return new BoundRequests(requests);
        throw new DataException(
        [
            .. missing.Take(ExamplesInMessage),
            $"{missing.Count} of {wishes.Count} requests match nothing in the log. Perhaps it has been forgotten already; "
            + "to judge a model afterwards, evaluate on the folder that 'forget --keep' made.",
        ]);
    }

    public bool Covers(Interaction line) => _pairs.Contains((line.UserId, line.ItemId));

    /// <summary>The log without what was asked for.</summary>
    public InteractionLog Without(InteractionLog log) => log with { Interactions = [.. log.Interactions.Where(line => !Covers(line))] };
}
