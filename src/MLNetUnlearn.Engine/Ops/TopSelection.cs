namespace MLNetUnlearn.Engine.Ops;

/// <summary>Finds the k first of a row in order.</summary>
internal static class TopSelection
{
    // Up to here, keeping a sorted list beats sorting everything.
    private const int ShortList = 256;

    /// <summary>Writes the positions of the largest or smallest values, best first; of equal values the first position first.</summary>
    internal static void Run(ReadOnlySpan<float> values, Span<long> best, bool largest)
    {
        if (best.Length <= ShortList) Insert(values, best, largest);
        else Sort(values, best, largest);
    }

    private static void Insert(ReadOnlySpan<float> values, Span<long> best, bool largest)
    {
        int filled = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (filled == best.Length && !IsBefore(values[i], values[(int)best[^1]], largest)) continue;
            if (filled < best.Length) filled++;
            int at = filled - 1;
            for (; at > 0 && IsBefore(values[i], values[(int)best[at - 1]], largest); at--) best[at] = best[at - 1];
            best[at] = i;
        }
    }

    private static void Sort(ReadOnlySpan<float> values, Span<long> best, bool largest)
    {
        float[] keys = values.ToArray();
        var order = new long[keys.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (x, y) => IsBefore(keys[x], keys[y], largest) ? -1 : IsBefore(keys[y], keys[x], largest) ? 1 : x.CompareTo(y));
        order.AsSpan(0, best.Length).CopyTo(best);
    }

    private static bool IsBefore(float x, float y, bool largest)
    {
        if (float.IsNaN(x) || float.IsNaN(y)) return float.IsNaN(x) != float.IsNaN(y) && float.IsNaN(x) == largest;
        return largest ? x > y : x < y;
    }
}
