using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Ranking;

/// <summary>What is left out of a ranking.</summary>
internal static class Excluded
{
    /// <summary>The padding value and the rows' sets, but never a row's own target.</summary>
    /// <param name="sets">The items to leave out.</param>
    /// <param name="rows">The set of each of the B rows.</param>
    /// <param name="targets">B items that stay; empty where there are none.</param>
    public static ItemLists Of(ItemSets sets, ReadOnlySpan<int> rows, ReadOnlySpan<long> targets)
    {
        var offsets = new long[rows.Length + 1];
        var most = rows.Length;
        foreach (var row in rows)
            most += sets[row].Length;
        var items = new long[most];
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            items[count++] = 0;
            foreach (var item in sets[rows[i]])
            {
                if (targets.IsEmpty || item != targets[i])
                    items[count++] = item;
            }
            offsets[i + 1] = count;
        }
        return new ItemLists(offsets, items[..count]);
    }
}
