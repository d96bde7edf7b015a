namespace MLNetUnlearn.Sequences;

/// <summary>For every item the sets that hold it: <see cref="ItemSets"/> the other way round.</summary>
internal sealed class ItemHolders
{
    private readonly int[] _sets;
    private readonly int[] _offsets; // where each item's sets start

    public ItemHolders(ItemSets sets, int itemCount)
    {
        _offsets = new int[itemCount + 2];
        for (var set = 0; set < sets.Count; set++)
        {
            foreach (var item in sets[set])
                _offsets[item + 1]++;
        }
        for (var item = 0; item <= itemCount; item++)
            _offsets[item + 1] += _offsets[item];
        _sets = new int[_offsets[^1]];
        var next = _offsets.AsSpan().ToArray();
        for (var set = 0; set < sets.Count; set++)
        {
            foreach (var item in sets[set])
                _sets[next[item]++] = set;
        }
    }

    /// <summary>The sets that hold an item, ascending.</summary>
    public ReadOnlySpan<int> Of(int item) => _sets.AsSpan(_offsets[item].._offsets[item + 1]);
}
