using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Evaluation;

/// <summary>Gathers pairs of context and item, one user's rows after another.</summary>
internal sealed class RankingPairsBuilder(int maximumLength)
{
    private readonly WindowSet.Builder _contexts = new(maximumLength);
    private readonly ItemSets.Builder _seen = new();
    private readonly ItemSets.Builder _known = new();
    private readonly List<uint> _context = [];
    private int _user;

    /// <summary>Adds a row of the current user; it makes a pair when it is wanted and has both a context and a target.</summary>
    public void Add(ReadOnlySpan<uint> sequence, uint last, uint target, bool isWanted)
    {
        _context.Clear();
        foreach (var item in sequence)
            _context.Add(item);
        if (last != 0)
            _context.Add(last);
        foreach (var item in _context)
            _known.Add(item);
        _known.Add(target);
        if (!isWanted || target == 0 || !_contexts.AddContext([.. _context], target, _user))
            return;
        foreach (var item in _context)
            _seen.Add(item);
        _seen.EndSet();
    }

    /// <summary>Adds an item of the current user that no negative may be; 0 for none.</summary>
    public void AddKnown(uint item) => _known.Add(item);

    /// <summary>Closes the user whose rows were added since the last call.</summary>
    public void EndUser()
    {
        _known.EndSet();
        _user++;
    }

    public RankingPairs ToPairs(int itemCount) => new(_contexts.ToSet(), _seen.ToSets(), _known.ToSets(), itemCount);
}
