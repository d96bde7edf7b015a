using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Recommenders.Counting;

/// <summary>In how many sequences items occur, alone and together; more than once in a sequence counts once.</summary>
internal sealed class CoOccurrences
{
    private readonly ItemSets _itemsOf;
    private readonly ItemHolders _sequencesOf;
    private readonly int[] _together;
    private readonly List<int> _met = [];

    public CoOccurrences(SequenceTable sequences, int itemCount)
    {
        _itemsOf = SetsOf(sequences);
        _together = new int[itemCount + 1];
        _sequencesOf = new ItemHolders(_itemsOf, itemCount);
    }

    /// <summary>c_i, the number of sequences with an item.</summary>
    public int Of(int item) => _sequencesOf.Of(item).Length;

    /// <summary>Every other item with which an item shares sequences, in no order, and c_ij, how many these are.</summary>
    public IEnumerable<(int Other, int Together)> With(int item)
    {
        foreach (var sequence in _sequencesOf.Of(item))
            Meet(_itemsOf[sequence]);
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
