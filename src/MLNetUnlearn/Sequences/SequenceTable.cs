namespace MLNetUnlearn.Sequences;

/// <summary>The sequences of all users in two flat arrays.</summary>
/// <param name="offsets">Where each user's items start; one more entry than users.</param>
/// <param name="items">The items of user 0, then those of user 1, ...</param>
/// <param name="times">Their times, or empty.</param>
internal sealed class SequenceTable(int[] offsets, uint[] items, long[] times)
{
    public int UserCount => offsets.Length - 1;

    public ReadOnlySpan<uint> ItemsOf(int user) => items.AsSpan(offsets[user], offsets[user + 1] - offsets[user]);

    public ReadOnlySpan<long> TimesOf(int user) => times.AsSpan(offsets[user], offsets[user + 1] - offsets[user]);
}
