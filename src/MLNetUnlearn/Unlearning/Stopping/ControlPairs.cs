using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>
/// Pairs that the model never saw and that are as hard to find as the pairs to forget would be for a model that never saw those:
/// the validation items of users who forget nothing, after their training contexts.
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

    /// <summary>
    /// Controls with gaps: each context loses as many of its last items as a random pair to forget lacks, but keeps one.
    /// </summary>
    public static (RankingPairs Pairs, int[] Gaps) Of(
        RankingPairs validation, HashSet<int> forgetters, int[] forgetGaps, int most, CounterRandom random)
    {
        var chosen = Enumerable.Range(0, validation.Count).Where(pair => !forgetters.Contains(validation.Contexts.User(pair))).ToArray();
        random.Shuffle(chosen.AsSpan());
        var used = chosen.AsSpan(0, Math.Min(most, chosen.Length));
        var gaps = new int[used.Length];
        var contexts = new WindowSet.Builder(validation.Contexts.MaximumLength);
        for (var i = 0; i < used.Length; i++)
        {
            var items = validation.Contexts.Items(used[i]);
            gaps[i] = Math.Min(forgetGaps[random.NextInt(forgetGaps.Length)], items.Length - 1);
            var kept = Array.ConvertAll(items[..^gaps[i]].ToArray(), item => (uint)item);
            contexts.AddContext(kept, (uint)validation.Contexts.LastTarget(used[i]), validation.Contexts.User(used[i]));
        }
        return (validation with { Contexts = contexts.ToSet(), Seen = validation.Seen.Select(used) }, gaps);
    }
}
