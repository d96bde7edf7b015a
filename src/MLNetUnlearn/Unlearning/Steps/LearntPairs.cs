using MLNetUnlearn.Randomness;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Unlearning.Steps;

/// <summary>
/// Pairs of the remaining windows, which the model has learnt as it has those to forget: they stand for them where there are few.
/// </summary>
internal static class LearntPairs
{
    private const ulong Stream = 11UL << 40;

    /// <summary>Random targets of random windows, each after the items before it in its window.</summary>
    /// <param name="data">The remaining windows.</param>
    /// <param name="count">How many, as far as there are windows.</param>
    /// <param name="seed">Seed of the draw.</param>
    public static RankingPairs Of(RecommenderData data, int count, long seed)
    {
        var random = new CounterRandom((ulong)seed, Stream);
        var order = Enumerable.Range(0, data.Remaining.Count).ToArray();
        random.Shuffle(order.AsSpan());
        var contexts = new WindowSet.Builder(data.MaximumLength);
        var seen = new ItemSets.Builder();
        foreach (var window in order.AsSpan(0, Math.Min(count, order.Length)))
        {
            var items = data.Remaining.Items(window);
            var targets = data.Remaining.Targets(window);
            var left = random.NextInt(targets.Length - targets.Count(0));
            var place = 0;
            while (targets[place] == 0 || left-- > 0)
                place++;
            var context = Array.ConvertAll(items[..(place + 1)].ToArray(), item => (uint)item);
            contexts.AddContext(context, (uint)targets[place], data.Remaining.User(window));
            seen.Add(context);
            seen.EndSet();
        }
        return new RankingPairs(contexts.ToSet(), seen.ToSets(), data.Forget.Known, data.ItemCount);
    }
}
