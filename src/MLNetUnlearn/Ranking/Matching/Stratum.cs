using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Ranking.Matching;

/// <summary>What makes a pair of context and item easy or hard to find, whether or not the model has seen it.</summary>
/// <param name="Popularity">0 for an item without occurrences, otherwise 1 + the whole part of log2 of their number.</param>
/// <param name="Length">The number of items in the context.</param>
/// <param name="Gap">How many of the user's items are missing between the context and the item.</param>
internal readonly record struct Stratum(int Popularity, int Length, int Gap)
{
    // A gap changes more than one step of length or popularity: the item before is the best hint.
    private const int GapWeight = 4;

    /// <summary>The stratum of every pair.</summary>
    /// <param name="contexts">One window per pair; its last target is the pair's item.</param>
    /// <param name="occurrences">How often each item occurs in training, from item 0.</param>
    /// <param name="gaps">The gap of each pair.</param>
    public static Stratum[] Of(WindowSet contexts, int[] occurrences, int[] gaps)
    {
        var strata = new Stratum[contexts.Count];
        for (var pair = 0; pair < strata.Length; pair++)
        {
            var count = occurrences[contexts.LastTarget(pair)];
            strata[pair] = new Stratum(count == 0 ? 0 : 1 + (int)Math.Log2(count), contexts.Items(pair).Length, gaps[pair]);
        }
        return strata;
    }

    /// <summary>How unlike two strata are; 0 for equal ones.</summary>
    public static int Distance(Stratum a, Stratum b) =>
        Math.Abs(a.Popularity - b.Popularity) + Math.Abs(a.Length - b.Length) + (GapWeight * Math.Abs(a.Gap - b.Gap));
}
