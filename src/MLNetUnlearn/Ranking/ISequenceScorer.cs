using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Ranking;

/// <summary>
/// What ranking, recommending and evaluating need of a model: an item's score after a sequence is h·e, the dot product of the sequence's
/// hidden state and the item's embedding.
/// </summary>
internal interface ISequenceScorer
{
    /// <summary>n, the longest context used; longer ones are cut to their most recent items.</summary>
    int MaximumLength { get; }

    /// <summary>Where contexts are to be; hidden states and items are there, too.</summary>
    Device Device { get; }

    /// <summary>The items' embeddings and nothing else, (|V|+1)×d; row 0 is the padding value. The model's own: not to be changed or disposed.</summary>
    Tensor Items { get; }

    /// <summary>The hidden state that predicts the item after each context, B×d.</summary>
    Tensor Encode(PackedSequences contexts);
}
