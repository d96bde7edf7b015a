using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Tests.Support;

/// <summary>
/// A user's own model whose item table has a row behind the items', and that has a second table of the same rows, a bias per item, and a
/// weight that has as many rows as there are items by chance.
/// </summary>
internal sealed record MaskedOptions : RecommenderOptions
{
    public override string Name => "Masked";

    /// <summary>The rows of a weight that has nothing to do with items.</summary>
    public int OtherRows { get; init; } = 4;

    public override SequenceModule CreateModule(int itemCount, int maximumLength) => new MaskedModule(itemCount, this);
}

internal sealed class MaskedModule : SequenceModule
{
    private readonly Embedding _items;
    private readonly Embedding _inputs;
    private readonly Parameter _bias;
    private readonly Embedding _other;

    public MaskedModule(int itemCount, MaskedOptions options)
        : base("Masked")
    {
        _items = nn.Embedding(itemCount + 2, options.EmbeddingSize, padding_idx: 0);
        _inputs = nn.Embedding(itemCount + 2, options.EmbeddingSize, padding_idx: 0);
        _bias = nn.Parameter(torch.zeros(itemCount + 2));
        _other = nn.Embedding(options.OtherRows, options.EmbeddingSize);
        RegisterComponents();
    }

    public override Embedding ItemEmbedding => _items;

    public override Tensor forward(PackedSequences input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _inputs.call(input.Items);
    }
}
