using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// BERT4Rec: self-attention that looks both ways over a user's items, some of them masked (Sun et al., "BERT4Rec: Sequential Recommendation
/// with Bidirectional Encoder Representations from Transformer", CIKM 2019), with pre-norm blocks and learned positions.
/// </summary>
public sealed class Bert4RecModule : SequenceModule
{
    private readonly Embedding items;
    private readonly Embedding positions;
    private readonly ModuleList<Bert4RecBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Bert4RecOptions options;

    /// <summary>Builds the network; its weights still have to be initialised or loaded.</summary>
    /// <param name="itemCount">|V|, the number of items; row |V|+1 of the item embedding is the mask.</param>
    /// <param name="maximumLength">n, the window length; a mask may stand behind.</param>
    /// <param name="options">Sizes, dropout and masks.</param>
    public Bert4RecModule(int itemCount, int maximumLength, Bert4RecOptions options)
        : base("Bert4Rec")
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        var d = options.EmbeddingSize;
        items = nn.Embedding(itemCount + 2, d, padding_idx: 0);
        positions = nn.Embedding(maximumLength + 2, d, padding_idx: 0);
        blocks = nn.ModuleList(Enumerable.Range(0, options.Blocks).Select(_ => new Bert4RecBlock(options, Noise)).ToArray());
        norm = nn.LayerNorm(d, eps: 1e-8);
        RegisterComponents();
        Task = new MaskedItemsTask(itemCount + 1, options.MaskProbability, options.LastItemShare);
    }

    /// <summary>The item embedding, (|V|+2)×d; row 0 is the padding value and stays zero, row |V|+1 is the mask.</summary>
    public override Embedding ItemEmbedding => items;

    /// <summary>Masked items from those around them; after a context, the item behind a mask.</summary>
    public override TrainingTask Task { get; }

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
        using var scope = torch.NewDisposeScope();
        var query = Task.Query(input);                                                                                 // a mask behind each
        var x = Embed(query);
        for (var i = 0; i < blocks.Count - 1; i++)
            x = blocks[i].call(x, query);
        return norm.call(blocks[^1].Last(x, query)).MoveToOuterDisposeScope();                                          // B×d
    }

    private Tensor Embed(PackedSequences input)
    {
        var x = PackedLookup.Sum(items, input.Items, Math.Sqrt(options.EmbeddingSize), positions, input.Positions);  // T×d
        return Noise.Dropout(x, options.Dropout, training);
    }
}
