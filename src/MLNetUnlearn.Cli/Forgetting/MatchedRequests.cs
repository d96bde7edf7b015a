using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Forgetting;

/// <summary>Requests that a log can meet, each pair of a user and an item once.</summary>
internal sealed class MatchedRequests
{
    private const int ExamplesInMessage = 5;

    private readonly HashSet<(string User, string Item)> _pairs;

    public MatchedRequests(IReadOnlyList<ForgetRequest> requests)
    {
        All = [.. requests.Distinct()];
        _pairs = [.. All.Select(request => (request.UserId, request.ItemId))];
    }

    public IReadOnlyList<ForgetRequest> All { get; }

    /// <summary>How many users there are.</summary>
    public int Users => All.Select(request => request.UserId).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Finds in a log what is wished; everything of a user becomes each of the user's items.</summary>
    /// <exception cref="DataException">Something is not there; the first few are named.</exception>
    public static MatchedRequests Of(IReadOnlyList<Wish> wishes, ProjectLog log)
    {
        var items = log.Interactions.GroupBy(line => line.UserId, StringComparer.Ordinal)
            .ToDictionary(user => user.Key, user => user.Select(line => line.ItemId).Distinct(StringComparer.Ordinal).ToArray());
        var (requests, missing) = (new List<ForgetRequest>(), new List<string>());
        foreach (var wish in wishes)
        {
            var has = items.GetValueOrDefault(wish.User, []);
            if (has.Length == 0)
                missing.Add($"{wish.Place}: the log has no user '{wish.User}'.");
            else if (wish.Item is { } named && !has.Contains(named, StringComparer.Ordinal))
                missing.Add($"{wish.Place}: user '{wish.User}' has no item '{wish.Item}' in the log.");
            else
                requests.AddRange((wish.Item is { } item ? [item] : has).Select(item => new ForgetRequest(wish.User, item)));
        }
        if (missing.Count == 0)
            return new MatchedRequests(requests);
        throw new DataException(
        [
            .. missing.Take(ExamplesInMessage),
            $"{missing.Count} of {wishes.Count} requests match nothing in the log. Perhaps it has been forgotten already; "
            + "to judge a model afterwards, evaluate on the folder that 'forget --keep' made.",
        ]);
    }

    public bool Covers(Interaction line) => _pairs.Contains((line.UserId, line.ItemId));

    /// <summary>The log without what was asked for.</summary>
    public ProjectLog Without(ProjectLog log) => log.Without(Covers);
}
