namespace MLNetUnlearn.Sequences;

/// <summary>
/// How a sequence of L items is cut. Its L − 1 transitions (item, next item) are cut into groups of n from the end; a window is one group.
/// The first group may be shorter; it is dropped when it is one transition only and there are other groups.
/// </summary>
internal static class SequenceWindows
{
    /// <summary>The number of windows of a sequence of <paramref name="length"/> items.</summary>
    public static int CountOf(int length, int maximumLength)
    {
        int transitions = Math.Max(0, length - 1);
        return transitions / maximumLength + (KeepsLeftover(transitions, maximumLength) ? 1 : 0);
    }

    /// <summary>The context items of a window, oldest window first; the targets are the items one place later.</summary>
    public static Range ContextOf(int length, int maximumLength, int window)
    {
        int transitions = length - 1;
        int leftover = transitions % maximumLength;
        if (!KeepsLeftover(transitions, maximumLength))
            window++; // the windows after the dropped or empty leftover
        int end = leftover + window * maximumLength;
        return Math.Max(0, end - maximumLength)..end;
    }

    private static bool KeepsLeftover(int transitions, int maximumLength)
    {
        int leftover = transitions % maximumLength;
        return leftover > 1 || (leftover == 1 && transitions == 1);
    }
}
