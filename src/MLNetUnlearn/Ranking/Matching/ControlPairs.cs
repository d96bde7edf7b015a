using MLNetUnlearn.Randomness;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Ranking.Matching;

/// <summary>
/// Pairs that the model never saw and that are as hard to find as the pairs to forget would be for a model that never saw those:
/// held-out items of users who forget nothing, after what came before them.
/// </summary>
internal static class ControlPairs
{
    /// <summary>
    /// How many of the user's own items are missing between each context to forget and its item: neighbours that are forgotten
    /// together leave the same context, and each has one gap more than the one before.
    /// </summary>
    public static int[] GapsOf(WindowSet forget)
    {
        var gaps = new int[forget.Count];
        for (var pair = 1; pair < gaps.Length; pair++)
        {
            var isSameContext = forget.User(pair) == forget.User(pair - 1) && forget.Items(pair).SequenceEqual(forget.Items(pair - 1));
            gaps[pair] = isSameContext ? gaps[pair - 1] + 1 : 0;
        }
        return gaps;
    }

    /// <summary>So many pairs at most, in random order, of users who forget nothing.</summary>
    public static int[] OfOthers(RankingPairs heldOut, HashSet<int> forgetters, int most, CounterRandom random)
    {
        var chosen = Enumerable.Range(0, heldOut.Count).Where(pair => !forgetters.Contains(heldOut.Contexts.User(pair))).ToArray();
        random.Shuffle(chosen.AsSpan());
        return chosen[..Math.Min(most, chosen.Length)];
    }

    /// <summary>
    /// Controls with gaps: each context loses as many of its last items as a random pair to forget lacks, but keeps one.
    /// </summary>
    /// <param name="heldOut">Held-out items of all users.</param>
    /// <param name="forgetters">The users who forget something.</param>
    /// <param name="forgetGaps">The gaps of the pairs to forget, at least one.</param>
    /// <param name="most">How many controls are drawn at most.</param>
    /// <param name="maximumLength">How many items of a context are kept at most, the last ones.</param>
    /// <param name="random">Draws controls and gaps.</param>
    public static (RankingPairs Pairs, int[] Gaps) Of(
        RankingPairs heldOut, HashSet<int> forgetters, int[] forgetGaps, int most, int maximumLength, CounterRandom random)
    {
        var used = OfOthers(heldOut, forgetters, most, random);
        var gaps = new int[used.Length];
        var contexts = new WindowSet.Builder(maximumLength);
        for (var i = 0; i < used.Length; i++)
        {
            var items = heldOut.Contexts.Items(used[i]);
            gaps[i] = Math.Min(forgetGaps[random.NextInt(forgetGaps.Length)], items.Length - 1);
            var kept = Array.ConvertAll(items[..^gaps[i]].ToArray(), item => (uint)item);
            contexts.AddContext(kept, (uint)heldOut.Contexts.LastTarget(used[i]), heldOut.Contexts.User(used[i]));
        }
        return (heldOut with { Contexts = contexts.ToSet(), Seen = heldOut.Seen.Select(used) }, gaps);
    }
}
