using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Ranking;

/// <summary>Scores items after sequences; what ranking, recommending and evaluating need of a model.</summary>
internal interface ISequenceScorer
{
    /// <summary>n, the longest context used; longer ones are cut to their most recent items.</summary>
    int MaximumLength { get; }

    /// <summary>Where contexts and candidates are to be; scores are there, too.</summary>
    Device Device { get; }

    /// <summary>The scores of the whole catalogue: B×(|V|+1), column 0 is the padding value.</summary>
    Tensor Score(PackedSequences contexts);

    /// <summary>The scores of candidates: B×c for B×c items (int64).</summary>
    Tensor Score(PackedSequences contexts, Tensor candidates);
}
