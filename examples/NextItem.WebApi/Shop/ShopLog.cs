using System.Collections.Concurrent;

namespace NextItem.WebApi.Shop;

/// <summary>Who had what: the interactions that are left.</summary>
internal sealed class ShopLog
{
    private readonly StateFolder _folder;
    private readonly HashSet<string> _items;
    private readonly ConcurrentDictionary<string, History> _histories;

    public ShopLog(StateFolder folder)
    {
        _folder = folder;
        var read = folder.ReadHistories();
        _items = read.SelectMany(history => history.Items).ToHashSet(StringComparer.Ordinal);
        Users = [.. read.Select(history => history.User).Order(StringComparer.Ordinal)];
        _histories = new(read.Select(history => KeyValuePair.Create(history.User, history)), StringComparer.Ordinal);
    }

    /// <summary>All users, in order. One who has forgotten everything is still a user.</summary>
    public IReadOnlyList<string> Users { get; }

    /// <summary>All histories, in the users' order.</summary>
    public IEnumerable<History> Histories => Users.Select(user => _histories[user]);

    /// <summary>The user's history, <see langword="null"/> for no user of the shop.</summary>
    public History? Of(string user) => _histories.GetValueOrDefault(user);

    /// <summary>Whether anyone had the item when the log was read.</summary>
    public bool Has(string item) => _items.Contains(item);

    /// <summary>Erases interactions, here and in the file.</summary>
    public void Erase(IReadOnlySet<(string User, string Item)> interactions)
    {
        foreach (var group in interactions.GroupBy(interaction => interaction.User))
        {
            if (Of(group.Key) is { } history)
                _histories[group.Key] = history.Where(item => !interactions.Contains((group.Key, item)));
        }
        _folder.WriteHistories(Histories);
    }
}
