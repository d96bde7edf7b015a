using System.Collections.Concurrent;
using NextItem.WebApi.Shop;

namespace NextItem.WebApi.Forgetting;

/// <summary>All requests and how far they have come. It survives the process.</summary>
internal sealed class RequestBook : IDisposable
{
    private readonly Lock _writing = new();
    private readonly Journal _journal;
    private readonly int _maximumPending;
    private readonly ConcurrentDictionary<string, RequestProgress> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string? User, string Item), RequestProgress> _byTarget = [];
    private readonly ConcurrentDictionary<string, RequestProgress> _pending = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _added = new(0, 1); // that some were added, not how many

    public RequestBook(StateFolder folder, ShopOptions options)
    {
        _maximumPending = options.MaximumPending;
        _journal = Journal.Open(folder.Requests, TryRead);
    }

    /// <summary>The last unlearning, <see langword="null"/> before the first.</summary>
    public RunReport? Last { get; private set; }

    /// <summary>The version of the model that serves.</summary>
    public int Version => Last?.Version ?? 1;

    public IEnumerable<RequestProgress> All => _byId.Values;

    /// <summary>Requests that are not done, the oldest first.</summary>
    public RequestProgress[] Pending() =>
        [.. _pending.Values.OrderBy(one => one.Request.At).ThenBy(one => one.Request.Id, StringComparer.Ordinal)];

    /// <summary>How many requests are not done.</summary>
    public int PendingCount => _pending.Count;

    public RequestProgress? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The request that already asks for this, of the user or of everyone.</summary>
    public RequestProgress? Find(string? user, string item) =>
        _byTarget.GetValueOrDefault((null, item)) ?? (user is null ? null : _byTarget.GetValueOrDefault((user, item)));

    /// <summary>Notes a request: it is on the disk when this returns. One that is there already is returned as it is.</summary>
    /// <returns>The request; <see langword="null"/> when too many are waiting.</returns>
    public RequestProgress? Add(string? user, string item)
    {
        lock (_writing)
        {
            if (Find(user, item) is { } known)
                return known;
            if (PendingCount >= _maximumPending)
                return null;
            var request = new Request(Guid.NewGuid().ToString("N"), user, item, DateTimeOffset.UtcNow);
            _journal.Append(new JournalLine { Asked = request });
            var added = Keep(request);
            if (_added.CurrentCount == 0)
                _added.Release();
            return added;
        }
    }

    /// <summary>Notes that requests are done: from here on a restart loads the model of the report's version.</summary>
    public void Commit(IReadOnlyCollection<RequestProgress> requests, RunReport report)
    {
        lock (_writing)
        {
            var done = new Done([.. requests.Select(one => one.Request.Id)], report);
            _journal.Append(new JournalLine { Done = done });
            Finish(done);
        }
    }

    /// <summary>Waits until another request was added, at most so long.</summary>
    public Task<bool> WaitForAnotherAsync(TimeSpan most, CancellationToken cancellationToken) => _added.WaitAsync(most, cancellationToken);

    public void Dispose()
    {
        _journal.Dispose();
        _added.Dispose();
    }

    private bool TryRead(JournalLine line)
    {
        switch (line)
        {
            case { Asked: { Id: not null, Item: not null } request, Done: null }:
                Keep(request);
                return true;
            case { Asked: null, Done: { Ids: not null, Report: not null } done } when done.Ids.All(_byId.ContainsKey):
                Finish(done);
                return true;
            default:
                return false;
        }
    }

    private RequestProgress Keep(Request request)
    {
        var progress = new RequestProgress(request);
        _byTarget[(request.User, request.Item)] = progress;
        _pending[request.Id] = progress;
        return _byId[request.Id] = progress;
    }

    private void Finish(Done done)
    {
        Last = done.Report;
        foreach (var id in done.Ids)
        {
            _byId[id].Finish(done.Report.Version);
            _pending.TryRemove(id, out _);
        }
    }
}
