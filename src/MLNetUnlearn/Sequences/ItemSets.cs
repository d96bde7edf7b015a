using System.Runtime.InteropServices;

namespace MLNetUnlearn.Sequences;

/// <summary>Sets of items, one per user or per row, as sorted runs of one array.</summary>
internal sealed class ItemSets
{
    // Up to here it is faster to look at all than to search: the processor looks at many at once.
    private const int ScannedLength = 64;

    private readonly int[] _items;
    private readonly int[] _offsets;

    private ItemSets(int[] items, int[] offsets)
    {
        _items = items;
        _offsets = offsets;
    }

    public int Count => _offsets.Length - 1;

    /// <summary>The items of a set, ascending, each once.</summary>
    public ReadOnlySpan<int> this[int set] => _items.AsSpan(_offsets[set].._offsets[set + 1]);

    /// <summary>Sets without items.</summary>
    public static ItemSets Empty(int count) => new([], new int[count + 1]);

    public bool Contains(int set, int item)
    {
        var items = this[set];
        return items.Length <= ScannedLength ? items.Contains(item) : items.BinarySearch(item) >= 0;
    }

    /// <summary>Some of the sets, in the given order.</summary>
    public ItemSets Select(ReadOnlySpan<int> sets)
    {
        var builder = new Builder();
        foreach (var set in sets)
        {
            foreach (var item in this[set])
                builder.Add((uint)item);
            builder.EndSet();
        }
        return builder.ToSets();
    }

    /// <summary>Hands out all that the sets hold, to be hashed.</summary>
    public void AppendTo(Action<ReadOnlySpan<int>> append)
    {
        append(_items);
        append(_offsets);
    }

    /// <summary>Collects one set after another.</summary>
    public sealed class Builder
    {
        private readonly List<int> _items = [];
        private readonly List<int> _offsets = [0];

        /// <summary>Adds an item; 0 is none.</summary>
        public void Add(uint item) => _items.Add((int)item);

        /// <summary>Adds items, of which 0 is none.</summary>
        public void Add(ReadOnlySpan<uint> items) => _items.AddRange(MemoryMarshal.Cast<uint, int>(items));

        /// <summary>Closes the set that the items since the last call make; it may be empty.</summary>
        /// <returns>The set's items, ascending, each once; valid until the next call.</returns>
        public ReadOnlySpan<uint> EndSet()
        {
            var start = _offsets[^1];
            var open = CollectionsMarshal.AsSpan(_items)[start..];
            open.Sort();
            var count = 0;
            foreach (var item in open)
            {
                if (item != 0 && (count == 0 || open[count - 1] != item))
                    open[count++] = item;
            }
            CollectionsMarshal.SetCount(_items, start + count);
            _offsets.Add(_items.Count);
            return MemoryMarshal.Cast<int, uint>(open[..count]);
        }

        public ItemSets ToSets() => new([.. _items], [.. _offsets]);
    }
}
