using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// SASRec: causal self-attention over a user's items (Kang and McAuley, "Self-Attentive Sequential Recommendation", ICDM 2018),
/// with pre-norm blocks and learned positions.
/// </summary>
public sealed class SasRecModule : SequenceModule
{
    private readonly Embedding items;
    private readonly Embedding positions;
    private readonly ModuleList<SasRecBlock> blocks;
    private readonly LayerNorm norm;
    private readonly SasRecOptions options;

    /// <summary>Builds the network; its weights still have to be initialised or loaded.</summary>
    /// <param name="itemCount">|V|, the number of items.</param>
    /// <param name="maximumLength">n, the window length.</param>
    /// <param name="options">Sizes and dropout.</param>
    public SasRecModule(int itemCount, int maximumLength, SasRecOptions options)
        : base("SasRec")
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        items = nn.Embedding(itemCount + 1, options.EmbeddingSize, padding_idx: 0);
        positions = nn.Embedding(maximumLength + 1, options.EmbeddingSize, padding_idx: 0);
        blocks = nn.ModuleList(Enumerable.Range(0, options.Blocks).Select(_ => new SasRecBlock(options, Noise)).ToArray());
        norm = nn.LayerNorm(options.EmbeddingSize, eps: 1e-8);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Embedding ItemEmbedding => items;

    /// <inheritdoc/>
    public override Tensor forward(PackedSequences input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var x = Embed(input);
        foreach (var block in blocks)
            x = block.call(x, input);
        return norm.call(x);                                                                                           // T×d
    }

    /// <inheritdoc/>
    public override Tensor Last(PackedSequences input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var x = Embed(input);
        for (var i = 0; i < blocks.Count - 1; i++)
            x = blocks[i].call(x, input);
        return norm.call(blocks[^1].Last(x, input));                                                                  // B×d
    }

    private Tensor Embed(PackedSequences input)
    {
        var x = PackedLookup.Sum(items, input.Items, Math.Sqrt(options.EmbeddingSize), positions, input.Positions);  // T×d
        return Noise.Dropout(x, options.Dropout, training);
    }
}
