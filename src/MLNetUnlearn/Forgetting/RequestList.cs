namespace MLNetUnlearn.Forgetting;

/// <summary>Valid requests without duplicates, by user.</summary>
internal sealed class RequestList
{
    private readonly Dictionary<string, List<int>> _ofUser = new(StringComparer.Ordinal);

    /// <summary>Checks the requests.</summary>
    /// <exception cref="ArgumentException">A request is null or has an empty id; all such requests are listed.</exception>
    public RequestList(IEnumerable<ForgetRequest> requests, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(requests, parameterName);
        ForgetRequest[] all = requests.ToArray();
        List<string> problems = [];
        for (int i = 0; i < all.Length; i++)
        {
            if (ProblemOf(all[i]) is { } problem)
                problems.Add($"request {i} {problem}");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(
                $"{problems.Count} of {all.Length} forget requests are invalid: {string.Join("; ", problems)}.", parameterName);
        }

        All = all.Distinct().ToArray();
        for (int i = 0; i < All.Count; i++)
        {
            if (!_ofUser.TryGetValue(All[i].UserId, out List<int>? indices))
                _ofUser.Add(All[i].UserId, indices = []);
            indices.Add(i);
        }
    }

    /// <summary>The requests, each once, in the order given.</summary>
    public IReadOnlyList<ForgetRequest> All { get; }

    /// <summary>How many of them name a time.</summary>
    public int TimedCount => All.Count(request => request.Timestamp is not null);

    /// <summary>Every user with the places of its requests in <see cref="All"/>.</summary>
    public IReadOnlyDictionary<string, List<int>> OfUser => _ofUser;

    private static string? ProblemOf(ForgetRequest? request)
    {
        if (request is null)
            return "is null";
        List<string> empty = [];
        if (string.IsNullOrEmpty(request.UserId))
            empty.Add(nameof(ForgetRequest.UserId));
        if (string.IsNullOrEmpty(request.ItemId))
            empty.Add(nameof(ForgetRequest.ItemId));
        return empty.Count == 0 ? null : $"has an empty {string.Join(" and an empty ", empty)}";
    }
}
