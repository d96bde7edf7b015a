namespace MLNetUnlearn.Forgetting;

/// <summary>Which requests have found their interaction in one pass over the data, and why the others have not.</summary>
internal sealed class RequestMatches(BoundRequests requests)
{
    private readonly bool[] _matched = new bool[requests.Requests.All.Count];
    private readonly bool[] _atOtherTime = new bool[requests.Requests.All.Count];
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);

    /// <summary>Notes that a user with requests is in the data.</summary>
    public void NoteUser(ReadOnlySpan<char> user) => _users.GetAlternateLookup<ReadOnlySpan<char>>().Add(user);

    /// <summary>Notes that the user of a request has its item, at the requested time or at another one.</summary>
    public void Note(int request, bool atRequestedTime) => (atRequestedTime ? _matched : _atOtherTime)[request] = true;

    /// <summary>The requests that matched nothing, in order.</summary>
    public List<UnmatchedForgetRequest> Unmatched()
    {
        List<UnmatchedForgetRequest> unmatched = [];
        for (int i = 0; i < _matched.Length; i++)
        {
            if (!_matched[i])
                unmatched.Add(new UnmatchedForgetRequest(requests.Requests.All[i], ReasonOf(i)));
        }

        return unmatched;
    }

    private string ReasonOf(int index)
    {
        ForgetRequest request = requests.Requests.All[index];
        if (!_users.Contains(request.UserId))
            return $"there is no user '{request.UserId}'";
        if (requests.Items.KeyOf(request.ItemId) == 0)
            return $"there is no item '{request.ItemId}'";
        return _atOtherTime[index]
            ? $"user '{request.UserId}' has item '{request.ItemId}', but not at time {request.Timestamp}"
            : $"user '{request.UserId}' has no item '{request.ItemId}'";
    }
}
