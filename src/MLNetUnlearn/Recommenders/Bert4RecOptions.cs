using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders;

/// <summary>Options of BERT4Rec (Sun et al., CIKM 2019).</summary>
public sealed record Bert4RecOptions : RecommenderOptions
{
    /// <summary>Self-attention blocks, 1 to 16. Default 2.</summary>
    public int Blocks { get; init; } = 2;

    /// <summary>Attention heads, at least 1, a divisor of <see cref="RecommenderOptions.EmbeddingSize"/>. Default 4.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>The size of the feed-forward's inner layer as a multiple of d, 1 to 16. Default 4.</summary>
    public int InnerFactor { get; init; } = 4;

    /// <summary>Dropout on embeddings, attention weights and the two sublayers' results, in [0, 1). Default 0.2.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>The probability that a place of a window is masked in training, in (0, 1]. Default 0.3.</summary>
    public double MaskProbability { get; init; } = 0.3;

    /// <summary>
    /// The probability that a window is trained with its last item masked and no other, as the model is used afterwards; in [0, 1].
    /// Default 0.1.
    /// </summary>
    public double LastItemShare { get; init; } = 0.1;

    /// <inheritdoc/>
    public override string Name => "Bert4Rec";

    /// <inheritdoc/>
    public override SequenceModule CreateModule(int itemCount, int maximumLength) => new Bert4RecModule(itemCount, maximumLength, this);

    /// <inheritdoc/>
    public override long CountWeights(int itemCount, int maximumLength)
    {
        // Tables of items, padding and mask, and of n+1 positions and padding; per block two norms, four attention matrices and two of the
        // feed-forward with their biases; a last norm.
        long d = EmbeddingSize, inner = InnerFactor * d;
        var block = (2 * 2 * d) + (4 * ((d * d) + d)) + (2 * d * inner) + inner + d;
        return ((itemCount + 2L) * d) + ((maximumLength + 2L) * d) + (Blocks * block) + (2 * d);
    }

    /// <inheritdoc/>
    protected internal override void CheckWarmStart(RecommenderOptions trained, OptionProblems problems)
    {
        base.CheckWarmStart(trained, problems);
        var model = (Bert4RecOptions)trained;
        problems.RequireSame(nameof(Blocks), Blocks, model.Blocks)
            .RequireSame(nameof(Heads), Heads, model.Heads)
            .RequireSame(nameof(InnerFactor), InnerFactor, model.InnerFactor);
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        AttentionSizes.Check(problems, Blocks, Heads, EmbeddingSize);
        problems.Require(InnerFactor is >= 1 and <= 16, nameof(InnerFactor), InnerFactor, "1 to 16");
        problems.Require(Dropout is >= 0 and < 1, nameof(Dropout), Dropout, "in [0, 1)");
        problems.Require(MaskProbability is > 0 and <= 1, nameof(MaskProbability), MaskProbability, "in (0, 1]");
        problems.Require(LastItemShare is >= 0 and <= 1, nameof(LastItemShare), LastItemShare, "in [0, 1]");
    }
}
