using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Ranking;

/// <summary>B contexts that a model has taken in, and items' scores after them. Item 0, the padding value, is one to exclude.</summary>
internal interface IEncodedContexts
{
    /// <summary>
    /// For each row the number of items, excluded ones apart, that score at least as high as its target, which is one of them; 0 where
    /// the target's score is no number.
    /// </summary>
    long[] CountAtLeast(long[] targets, ItemLists excluded);

    /// <summary>
    /// The k best items of each row, excluded ones apart, best first, as far as there are any that can be recommended; then NaN and −1.
    /// </summary>
    /// <param name="k">How many.</param>
    /// <param name="excluded">What is left out.</param>
    /// <param name="candidates">The only items that count, ascending, each once; null: all.</param>
    /// <returns>B·k scores and items.</returns>
    (float[] Scores, long[] Items) Top(int k, ItemLists excluded, int[]? candidates = null);

    /// <summary>The scores of c items for each row: B·c for B·c items.</summary>
    float[] Scores(long[] items);
}
