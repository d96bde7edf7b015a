using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Ranking.Matching;

/// <summary>
/// Where the forgotten items of a user are missing before an item: for each of them how many of the kept items before the item come after
/// it, ascending. 0 is the gap between the context and the item.
/// </summary>
internal static class ContextHoles
{
    /// <summary>The holes before each pair to forget.</summary>
    /// <param name="forget">Whole contexts, a user's pairs one behind another in their order.</param>
    public static int[][] Of(WindowSet forget)
    {
        var holes = new int[forget.Count][];
        for (var pair = 0; pair < holes.Length; pair++)
        {
            var before = forget.Items(pair).Length;
            holes[pair] = [.. Earlier(forget, pair).Select(earlier => before - forget.Items(earlier).Length).Order()];
        }
        return holes;
    }

    /// <summary>The pairs of the same user before a pair.</summary>
    public static IEnumerable<int> Earlier(WindowSet forget, int pair) =>
        forget.WindowsOf(forget.User(pair)).TakeWhile(earlier => earlier < pair);

    /// <summary>Items without those where such holes are, as far as they reach, one at least; and the holes that there are then.</summary>
    public static (uint[] Kept, int[] Made) Made(ReadOnlySpan<int> items, int[] holes)
    {
        var (kept, made) = (new List<uint>(), new List<int>());
        var next = items.Length - 1;
        foreach (var hole in holes)
        {
            while (kept.Count < hole && next >= 0)
                kept.Add((uint)items[next--]);
            if (next < 0 || next + kept.Count == 0)
                break;
            next--;
            made.Add(hole);
        }
        while (next >= 0)
            kept.Add((uint)items[next--]);
        kept.Reverse();
        return ([.. kept], [.. made]);
    }

    /// <summary>How many items are missing between the context and the item.</summary>
    public static int Gap(int[] holes) => holes.Count(hole => hole == 0);

    /// <summary>How many are missing between the last n items before it.</summary>
    public static int Within(int[] holes, int length) => holes.Count(hole => hole > 0 && hole < length);
}
