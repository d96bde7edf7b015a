using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// GRU4Rec: a recurrent network over a user's items (Hidasi, Karatzoglou, Baltrunas and Tikk, "Session-based Recommendations with
/// Recurrent Neural Networks", ICLR 2016), with states of the embedding's size, which items share at input and output.
/// </summary>
public sealed class Gru4RecModule : SequenceModule
{
    private readonly Embedding items;
    private readonly ModuleList<PackedGru> layers;
    private readonly Gru4RecOptions options;

    /// <summary>Builds the network; its weights still have to be initialised or loaded.</summary>
    /// <param name="itemCount">|V|, the number of items.</param>
    /// <param name="options">Sizes and dropout.</param>
    public Gru4RecModule(int itemCount, Gru4RecOptions options)
        : base("Gru4Rec")
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        var d = options.EmbeddingSize;
        items = nn.Embedding(itemCount + 1, d, padding_idx: 0);
        layers = nn.ModuleList(Enumerable.Range(0, options.Layers).Select(_ => new PackedGru(d, d)).ToArray());
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Embedding ItemEmbedding => items;

    /// <inheritdoc/>
    public override Tensor forward(PackedSequences input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var x = items.call(input.Items) * Math.Sqrt(options.EmbeddingSize);                                            // T×d
        x = Noise.Dropout(x, options.Dropout, training);
        foreach (var layer in layers)
            x = Noise.Dropout(layer.call(x, input), options.Dropout, training);
        return x;                                                                                                      // T×d
    }
}
