namespace MLNetUnlearn.Sequences;

/// <summary>Puts the sequences that windows were cut from together again.</summary>
internal sealed class WindowJoiner
{
    private readonly List<uint> _items = [];
    private readonly List<int> _offsets = [0];
    private uint _lastTarget;

    /// <summary>Adds the next window of a sequence.</summary>
    /// <param name="items">Its items, without padding.</param>
    /// <param name="lastTarget">The target of its last item, 0 for none.</param>
    public void AddWindow(ReadOnlySpan<uint> items, uint lastTarget)
    {
        // The next window begins with it, as its context.
        if (items.IsEmpty || items[0] != _lastTarget)
            AddLastTarget();
        foreach (var item in items)
            _items.Add(item);
        _lastTarget = lastTarget;
    }

    /// <summary>Ends a sequence; one without items is left out.</summary>
    public void EndSequence()
    {
        AddLastTarget();
        if (_items.Count > _offsets[^1])
            _offsets.Add(_items.Count);
    }

    public SequenceTable ToTable() => new([.. _offsets], [.. _items], []);

    private void AddLastTarget()
    {
        if (_lastTarget != 0)
            _items.Add(_lastTarget);
        _lastTarget = 0;
    }
}
