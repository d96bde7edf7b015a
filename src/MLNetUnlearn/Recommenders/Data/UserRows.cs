using System.Runtime.InteropServices;
using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Recommenders.Data;

/// <summary>Gathers the rows of one user after another into what a trainer or an unlearner learns from.</summary>
internal sealed class UserRows(Vocabulary vocabulary, int length)
{
    private readonly WindowSet.Builder _remaining = new(length);
    private readonly WindowSet.Builder _forget = new(length);
    private readonly WindowSet.Builder _validation = new(length);
    private readonly ItemSets.Builder _userItems = new();
    private readonly ItemSets.Builder _known = new();
    private readonly ItemSets.Builder _forgetSeen = new();
    private readonly ItemSets.Builder _validationSeen = new();
    private readonly List<uint> _items = [];
    private readonly List<uint> _lastContext = [];
    private readonly List<ulong> _users = [];
    private uint _validationItem;

    private int User => _users.Count;

    /// <summary>Adds a window to learn from: each of its items has the target beside it, 0 for none.</summary>
    public void AddRemaining(ReadOnlySpan<uint> items, ReadOnlySpan<uint> targets, uint validationItem)
    {
        _lastContext.Clear();
        var teaches = HasTarget(items, targets);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] == 0)
                continue;
            if (teaches)
                _remaining.Add(items[i], targets[i]);
            _items.Add(items[i]);
            _items.Add(targets[i]);
            _lastContext.Add(items[i]);
        }
        _remaining.EndWindow(User);
        if (targets[^1] != 0)
            _lastContext.Add(targets[^1]);
        _validationItem = validationItem;
    }

    /// <summary>Adds a context whose one target, at the end, is to be forgotten; without context or target there is nothing to forget.</summary>
    public void AddForget(ReadOnlySpan<uint> items, ReadOnlySpan<uint> targets)
    {
        var target = targets[^1];
        _known.Add(items);
        _known.Add(target);
        if (target == 0 || !_forget.AddContext(WithoutPadding(items), target, User))
            return;
        _forgetSeen.Add(items);
        _forgetSeen.EndSet();
    }

    /// <summary>Closes the user whose rows were added since the last call.</summary>
    /// <param name="id">The user's id as invariant text; null: the items that remain stand for it.</param>
    public void EndUser(string? id)
    {
        var items = CollectionsMarshal.AsSpan(_items);
        _userItems.Add(items);
        var distinct = _userItems.EndSet(); // sorted once for all
        if (_validationItem != 0 && _validation.AddContext(CollectionsMarshal.AsSpan(_lastContext), _validationItem, User))
        {
            _validationSeen.Add(distinct);
            _validationSeen.EndSet();
        }
        _known.Add(distinct);
        _known.Add(_validationItem);
        _known.EndSet();
        _users.Add(id is null ? StableHash.Of(items) : StableHash.Of(id));
        _items.Clear();
        _lastContext.Clear();
        _validationItem = 0;
    }

    public RecommenderData ToData()
    {
        var known = _known.ToSets();
        return new RecommenderData(
            vocabulary,
            length,
            [.. _users],
            _remaining.ToSet(),
            _userItems.ToSets(),
            new RankingPairs(_validation.ToSet(), _validationSeen.ToSets(), known, vocabulary.Count),
            new RankingPairs(_forget.ToSet(), _forgetSeen.ToSets(), known, vocabulary.Count));
    }

    /// <summary>Whether a window teaches anything; without a target beside an item it would only thin out a batch.</summary>
    private static bool HasTarget(ReadOnlySpan<uint> items, ReadOnlySpan<uint> targets)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] != 0 && targets[i] != 0)
                return true;
        }
        return false;
    }

    private static uint[] WithoutPadding(ReadOnlySpan<uint> items) => Array.FindAll(items.ToArray(), item => item != 0);
}
