namespace MLNetUnlearn.Unlearning;

/// <summary>Over which items the Kullback-Leibler term compares student and teacher.</summary>
public enum DivergenceCandidates
{
    /// <summary>The target and 200 uniform items that all targets of a step share.</summary>
    Sampled,

    /// <summary>
    /// All items, in bounded memory. A step costs scores of all items for every remaining target, twice, and every item has a gradient.
    /// </summary>
    Catalogue,
}
