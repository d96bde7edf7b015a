using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Ranking.Matching;

/// <summary>What makes a pair of context and item easy or hard to find, whether or not the model has seen it.</summary>
internal static class PairTraits
{
    /// <summary>
    /// Three traits, one value per pair each: the item's popularity, which is 0 for an item without occurrences and otherwise 1 + the whole
    /// part of log2 of their number; the number of items in the context; and its gap.
    /// </summary>
    /// <param name="contexts">One window per pair; its last target is the pair's item.</param>
    /// <param name="occurrences">How often each item occurs in training, from item 0.</param>
    /// <param name="gaps">How many of the user's items are missing between each context and its item.</param>
    public static int[][] Of(WindowSet contexts, int[] occurrences, int[] gaps)
    {
        int[] pairs = [.. Enumerable.Range(0, contexts.Count)];
        return
        [
            Array.ConvertAll(pairs, pair => Doublings(occurrences[contexts.LastTarget(pair)])),
            Array.ConvertAll(pairs, pair => contexts.Items(pair).Length),
            gaps,
        ];
    }

    /// <summary>0 for 0, 1 for 1, 2 for 2 and 3, 3 for 4 to 7, and so on.</summary>
    public static int Doublings(int count) => count == 0 ? 0 : 1 + (int)Math.Log2(count);
}
