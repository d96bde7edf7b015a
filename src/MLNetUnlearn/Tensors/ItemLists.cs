namespace MLNetUnlearn.Tensors;

/// <summary>Ascending items of each of B rows, one row behind another.</summary>
/// <param name="Offsets">B+1 bounds: row b's items are Items[Offsets[b]] up to Items[Offsets[b + 1]].</param>
/// <param name="Items">Rows of the item embedding.</param>
internal sealed record ItemLists(long[] Offsets, long[] Items)
{
    /// <summary>The row of each of the items.</summary>
    public long[] Rows()
    {
        var rows = new long[Items.Length];
        for (var row = 0; row + 1 < Offsets.Length; row++)
            rows.AsSpan((int)Offsets[row]..(int)Offsets[row + 1]).Fill(row);
        return rows;
    }

    /// <summary>The lists' items that are among others, as places there.</summary>
    /// <param name="others">Ascending items, each once.</param>
    public ItemLists Within(long[] others)
    {
        var offsets = new long[Offsets.Length];
        var places = new List<long>();
        for (var row = 0; row + 1 < Offsets.Length; row++)
        {
            foreach (var item in Items.AsSpan((int)Offsets[row]..(int)Offsets[row + 1]))
            {
                if (Array.BinarySearch(others, item) is >= 0 and var place)
                    places.Add(place);
            }
            offsets[row + 1] = places.Count;
        }
        return new ItemLists(offsets, [.. places]);
    }

    /// <summary>The lists of some of the rows.</summary>
    public ItemLists Slice(int from, int count)
    {
        var start = Offsets[from];
        var offsets = Array.ConvertAll(Offsets[from..(from + count + 1)], offset => offset - start);
        return new ItemLists(offsets, Items[(int)start..(int)Offsets[from + count]]);
    }
}
