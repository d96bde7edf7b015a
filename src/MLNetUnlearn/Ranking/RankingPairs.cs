using MLNetUnlearn.Randomness;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Ranking;

/// <summary>
/// Contexts with the one item that should follow each, to be ranked among others.
/// </summary>
/// <param name="Contexts">One window per pair; its last target is the pair's target.</param>
/// <param name="Seen">Per pair, the items that full ranking leaves out because the user has them already.</param>
/// <param name="Known">Per user (see <see cref="WindowSet.User"/>), every item of the user; sampled negatives lie outside.</param>
/// <param name="ItemCount">|V|.</param>
internal sealed record RankingPairs(WindowSet Contexts, ItemSets Seen, ItemSets Known, int ItemCount)
{
    public int Count => Contexts.Count;

    /// <summary>Some of the pairs, in the given order.</summary>
    public RankingPairs Select(ReadOnlySpan<int> pairs) => this with { Contexts = Contexts.Select(pairs), Seen = Seen.Select(pairs) };

    /// <summary>How many items full ranking ranks for a pair, its target among them.</summary>
    public int RankedCount(int pair) =>
        ItemCount - Seen[pair].Length + (Seen.Contains(pair, Contexts.LastTarget(pair)) ? 1 : 0);

    /// <summary>The users who have a pair.</summary>
    public HashSet<int> Users() => [.. Enumerable.Range(0, Count).Select(Contexts.User)];

    /// <summary>Hands out all that the pairs hold, to be hashed.</summary>
    public void AppendTo(Action<ReadOnlySpan<int>> append)
    {
        Contexts.AppendTo(append);
        Seen.AppendTo(append);
        Known.AppendTo(append);
    }

    /// <summary>
    /// For each of some pairs its target, and behind it random items, with repetition, that are neither the user's nor the target, as long
    /// as there are any: a function of the seed and the pair, so that every model meets the same ones.
    /// </summary>
    /// <returns>For every pair 1 + <paramref name="negatives"/> items.</returns>
    public long[] DrawCandidates(ReadOnlySpan<int> pairs, int negatives, long seed)
    {
        var sampler = new NegativeSampler(Known, ItemCount);
        var candidates = new long[pairs.Length * (negatives + 1)];
        var next = 0;
        foreach (var pair in pairs)
        {
            var random = new CounterRandom((ulong)seed, (ulong)pair);
            candidates[next++] = Contexts.LastTarget(pair);
            for (var i = 0; i < negatives; i++)
                candidates[next++] = sampler.Draw(random, Contexts.User(pair));
        }
        return candidates;
    }
}
