namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>What makes a pair of context and item easy or hard to find, whether or not the model has seen it.</summary>
/// <param name="Popularity">0 for an item without occurrences, otherwise 1 + the whole part of log2 of their number.</param>
/// <param name="Length">The number of items in the context.</param>
/// <param name="Gap">How many of the user's items are missing between the context and the item.</param>
internal readonly record struct Stratum(int Popularity, int Length, int Gap)
{
    // A gap changes more than one step of length or popularity: the item before is the best hint.
    private const int GapWeight = 4;

    /// <summary>How unlike two strata are; 0 for equal ones.</summary>
    public static int Distance(Stratum a, Stratum b) =>
        Math.Abs(a.Popularity - b.Popularity) + Math.Abs(a.Length - b.Length) + (GapWeight * Math.Abs(a.Gap - b.Gap));
}
