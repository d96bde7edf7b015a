using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Ranking.Matching;

/// <summary>How often items occur.</summary>
internal static class ItemOccurrences
{
    /// <summary>How often each item, from 0 to |V|, is a target.</summary>
    public static int[] AmongTargets(WindowSet windows, int itemCount)
    {
        var counts = new int[itemCount + 1];
        for (var window = 0; window < windows.Count; window++)
        {
            foreach (var target in windows.Targets(window))
                counts[target]++;
        }
        return counts;
    }
}
