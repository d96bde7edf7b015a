namespace MLNetUnlearn.Unlearning;

/// <summary>Which weights a method changes.</summary>
public enum UpdatedWeights
{
    /// <summary>All that the model trains.</summary>
    All,

    /// <summary>The item embedding alone, which holds most of what a model remembers of single items.</summary>
    ItemEmbedding,
}
