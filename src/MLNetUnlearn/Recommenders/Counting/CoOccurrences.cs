using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Recommenders.Counting;

/// <summary>In how many sequences items occur, alone and together; more than once in a sequence counts once.</summary>
internal sealed class CoOccurrences
{
    private readonly ItemSets _itemsOf;
    private readonly int[] _offsets; // where each item's sequences start
    private readonly int[] _sequencesOf;
    private readonly int[] _together;
    private readonly List<int> _met = [];

    public CoOccurrences(SequenceTable sequences, int itemCount)
    {
        _itemsOf = SetsOf(sequences);
        _together = new int[itemCount + 1];
        _offsets = new int[itemCount + 2];
        for (var sequence = 0; sequence < _itemsOf.Count; sequence++)
        {
            foreach (var item in _itemsOf[sequence])
                _offsets[item + 1]++;
        }
        for (var item = 0; item <= itemCount; item++)
            _offsets[item + 1] += _offsets[item];
        _sequencesOf = new int[_offsets[^1]];
        var next = _offsets.AsSpan().ToArray();
        for (var sequence = 0; sequence < _itemsOf.Count; sequence++)
        {
            foreach (var item in _itemsOf[sequence])
                _sequencesOf[next[item]++] = sequence;
        }
    }

    /// <summary>c_i, the number of sequences with an item.</summary>
    public int Of(int item) => _offsets[item + 1] - _offsets[item];

    /// <summary>Every other item with which an item shares sequences, in no order, and c_ij, how many these are.</summary>
    public IEnumerable<(int Other, int Together)> With(int item)
    {
        for (var at = _offsets[item]; at < _offsets[item + 1]; at++)
            Meet(_itemsOf[_sequencesOf[at]]);
        foreach (var other in _met)
        {
            if (other != item)
                yield return (other, _together[other]);
            _together[other] = 0;
        }
        _met.Clear();
    }

    private void Meet(ReadOnlySpan<int> items)
    {
        foreach (var other in items)
        {
            if (_together[other]++ == 0)
                _met.Add(other);
        }
    }

    private static ItemSets SetsOf(SequenceTable sequences)
    {
        var sets = new ItemSets.Builder();
        for (var sequence = 0; sequence < sequences.UserCount; sequence++)
        {
            sets.Add(sequences.ItemsOf(sequence));
            sets.EndSet();
        }
        return sets.ToSets();
    }
}
