using System.Collections.Concurrent;
using System.Collections.Immutable;
using MLNetUnlearn.Serving.Suppressing;

namespace MLNetUnlearn.Serving;

/// <summary>
/// Items that are held back, from one user or from everyone, until they are removed here: what is to be forgotten is out of all answers at
/// once, while the model is still being unlearned. Several threads may use it at a time.
/// </summary>
/// <remarks>
/// With a journal file, every suppression is on disk when the call that made it returns, and is found again after a restart. The file holds
/// one line each, <c>["user","item"]</c> or <c>["item"]</c>; when entries are removed it is written anew, whole or not at all. A last line
/// that a crash has torn is passed over (<see cref="WasTorn"/>): the call that wrote it had not returned. An empty file beside it, its name
/// and <c>.lock</c>, keeps a second service out.
/// </remarks>
public sealed class Suppressions : IDisposable
{
    private readonly Lock _changes = new(); // of memory and file together
    private readonly SuppressionJournal? _journal;
    private readonly ConcurrentDictionary<string, ImmutableHashSet<string>> _own = new(StringComparer.Ordinal);
    private ImmutableHashSet<string> _everyone = Items();
    private int _count;
    private bool _isBehind; // the file lacks something that is in memory, or has more than that
    private bool _isClosed;

    /// <summary>No suppressions, or those of a journal.</summary>
    /// <param name="journalFile">The file, which is made where there is none; null: nothing is kept.</param>
    /// <exception cref="FormatException">A line of the file, other than a torn last one, is no suppression.</exception>
    /// <exception cref="IOException">The file cannot be read or written, or is in use.</exception>
    public Suppressions(string? journalFile = null)
    {
        if (journalFile is null)
            return;
        _journal = new SuppressionJournal(journalFile);
        foreach (var suppression in _journal.Found)
            Put(suppression);
        (WasTorn, _isBehind) = (_journal.WasTorn, _journal.WasTorn);
    }

    /// <summary>How many pairs of a user and an item, and items of everyone, are held back.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether the journal ended in the middle of a line when it was opened.</summary>
    public bool WasTorn { get; }

    /// <summary>All that is held back, in no order.</summary>
    public IReadOnlyList<Suppression> All
    {
        get
        {
            lock (_changes)
                return [.. Entries()];
        }
    }

    /// <summary>How many suppressions were added since the start, for a meter.</summary>
    internal event Action<int>? Added;

    /// <summary>Answers are handed over, and suppressions take effect, one after another.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Holds an item back from a user. When this returns, no answer that is still to come has it.</summary>
    /// <param name="user">The user.</param>
    /// <param name="item">The item's id as text; it need not be the model's.</param>
    /// <exception cref="IOException">
    /// The journal cannot be written. The item is held back all the same, but a restart may forget it; the next call writes it too.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public void Suppress(string user, string item) => Suppress(user, [item]);

    /// <summary>Holds items back from a user, all at once.</summary>
    /// <param name="user">The user.</param>
    /// <param name="items">The items' ids as text.</param>
    /// <exception cref="IOException">As for one item.</exception>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public void Suppress(string user, IEnumerable<string> items)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(items);
        Add([.. items.Select(item => new Suppression(user, NotNull(item)))]);
    }

    /// <summary>Holds an item back from everyone. When this returns, no answer that is still to come has it.</summary>
    /// <param name="item">The item's id as text; it need not be the model's.</param>
    /// <exception cref="IOException">As for one user.</exception>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public void Suppress(string item) => Add([new Suppression(null, NotNull(item))]);

    /// <summary>A user's item is no longer held back from the user; it may still be from everyone.</summary>
    /// <param name="user">The user.</param>
    /// <param name="item">The item's id as text.</param>
    /// <returns>Whether it was.</returns>
    /// <exception cref="IOException">The journal cannot be written, and the item is still held back.</exception>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public bool Remove(string user, string item)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Remove([new Suppression(user, NotNull(item))]) > 0;
    }

    /// <summary>An item is no longer held back from everyone; it may still be from single users.</summary>
    /// <param name="item">The item's id as text.</param>
    /// <returns>Whether it was.</returns>
    /// <exception cref="IOException">The journal cannot be written, and the item is still held back.</exception>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public bool Remove(string item) => Remove([new Suppression(null, NotNull(item))]) > 0;

    /// <summary>Items are no longer held back, all at once: the journal is written once for them.</summary>
    /// <param name="suppressions">The users, null for everyone, and their items.</param>
    /// <returns>How many were.</returns>
    /// <exception cref="IOException">The journal cannot be written, and all are still held back.</exception>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public int Remove(IEnumerable<Suppression> suppressions)
    {
        ArgumentNullException.ThrowIfNull(suppressions);
        var removed = new HashSet<Suppression>();
        foreach (var suppression in suppressions)
        {
            ArgumentNullException.ThrowIfNull(suppression, nameof(suppressions));
            ArgumentNullException.ThrowIfNull(suppression.Item, nameof(suppressions));
            removed.Add(suppression);
        }
        lock (_changes)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            removed.RemoveWhere(suppression => !IsEntry(suppression));
            if (removed.Count == 0)
                return 0;
            // The file first: an item that is not held back any more must not come back so after a restart.
            _isBehind = true;
            if (_journal is not null)
                Write(() => { }, removed);
            lock (Gate)
            {
                foreach (var suppression in removed)
                    Take(suppression);
            }
            return removed.Count;
        }
    }

    /// <summary>Whether an item is held back.</summary>
    /// <param name="user">From whom; null: from everyone.</param>
    /// <param name="item">The item's id as text.</param>
    public bool IsSuppressed(string? user, string item) => Of(user).Holds(NotNull(item));

    /// <summary>Closes the journal; what is held back stays so.</summary>
    public void Dispose()
    {
        lock (_changes)
        {
            _isClosed = true;
            _journal?.Dispose();
        }
    }

    /// <summary>What is held back from a user now.</summary>
    internal SuppressionView Of(string? user) =>
        new(Volatile.Read(ref _everyone), user is not null && _own.TryGetValue(user, out var own) ? own : Items());

    /// <summary>Whether nothing was changed for a user since; asked behind the <see cref="Gate"/>, the answer stays true there.</summary>
    internal bool IsCurrent(string? user, SuppressionView view)
    {
        var now = Of(user);
        return ReferenceEquals(now.Everyone, view.Everyone) && ReferenceEquals(now.Own, view.Own);
    }

    private void Add(Suppression[] asked)
    {
        lock (_changes)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            Suppression[] added;
            lock (Gate)
                added = [.. asked.Where(Put)];
            // Another call may have put it in memory and failed to write it.
            if (_journal is not null && (_isBehind || added.Length > 0))
                Write(() => _journal.Append(added));
            if (added.Length > 0)
                Added?.Invoke(added.Length);
        }
    }

    private void Write(Action append, HashSet<Suppression>? but = null)
    {
        if (_isBehind)
        {
            _journal!.Rewrite(Entries().Where(entry => but?.Contains(entry) != true));
            _isBehind = false;
            return;
        }
        _isBehind = true; // until it is done
        append();
        _isBehind = false;
    }

    private bool IsEntry(Suppression suppression)
    {
        var (user, item) = suppression;
        return user is null ? _everyone.Contains(item) : _own.TryGetValue(user, out var own) && own.Contains(item);
    }

    private bool Put(Suppression suppression)
    {
        var (user, item) = suppression;
        var before = user is null ? _everyone : _own.GetValueOrDefault(user, Items());
        var after = before.Add(item);
        if (ReferenceEquals(before, after))
            return false;
        if (user is null)
            Volatile.Write(ref _everyone, after);
        else
            _own[user] = after;
        Volatile.Write(ref _count, _count + 1);
        return true;
    }

    private void Take(Suppression suppression)
    {
        var (user, item) = suppression;
        if (user is null)
            Volatile.Write(ref _everyone, _everyone.Remove(item));
        else if (_own[user].Remove(item) is { IsEmpty: false } rest)
            _own[user] = rest;
        else
            _own.TryRemove(user, out _);
        Volatile.Write(ref _count, _count - 1);
    }

    private IEnumerable<Suppression> Entries() => _everyone.Select(item => new Suppression(null, item))
        .Concat(_own.SelectMany(user => user.Value.Select(item => new Suppression(user.Key, item))));

    private static ImmutableHashSet<string> Items() => ImmutableHashSet<string>.Empty;

    private static string NotNull(string item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item;
    }
}
