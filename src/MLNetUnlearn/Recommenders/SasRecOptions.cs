using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders;

/// <summary>Options of SASRec (Kang and McAuley, ICDM 2018).</summary>
public sealed record SasRecOptions : RecommenderOptions
{
    /// <summary>Self-attention blocks, 1 to 16. Default 2.</summary>
    public int Blocks { get; init; } = 2;

    /// <summary>Attention heads, at least 1, a divisor of <see cref="RecommenderOptions.EmbeddingSize"/>. Default 1.</summary>
    public int Heads { get; init; } = 1;

    /// <summary>Dropout on embeddings, attention weights and feed-forward, in [0, 1). Default 0.5.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <inheritdoc/>
    public override string Name => "SasRec";

    /// <inheritdoc/>
    public override SequenceModule CreateModule(int itemCount, int maximumLength) => new SasRecModule(itemCount, maximumLength, this);

    /// <inheritdoc/>
    public override long CountWeights(int itemCount, int maximumLength)
    {
        // Item and position tables; per block two norms, four attention matrices and two of the feed-forward with their biases; a last norm.
        long d = EmbeddingSize;
        return ((itemCount + 1L) * d) + ((maximumLength + 1L) * d) + (Blocks * ((2 * 2 * d) + (6 * ((d * d) + d)))) + (2 * d);
    }

    /// <inheritdoc/>
    protected internal override void CheckWarmStart(RecommenderOptions trained, OptionProblems problems)
    {
        base.CheckWarmStart(trained, problems);
        var model = (SasRecOptions)trained;
        problems.RequireSame(nameof(Blocks), Blocks, model.Blocks).RequireSame(nameof(Heads), Heads, model.Heads);
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        AttentionSizes.Check(problems, Blocks, Heads, EmbeddingSize);
        problems.Require(Dropout is >= 0 and < 1, nameof(Dropout), Dropout, "in [0, 1)");
    }
}
