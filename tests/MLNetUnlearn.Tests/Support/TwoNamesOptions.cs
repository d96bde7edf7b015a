using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Tests.Support;

/// <summary>A user's own model that keeps the item table in a field of its own beside the embedding.</summary>
internal sealed record TwoNamesOptions : RecommenderOptions
{
    public override string Name => "TwoNames";

    public override SequenceModule CreateModule(int itemCount, int maximumLength) => new TwoNamesModule(itemCount);
}

internal sealed class TwoNamesModule : SequenceModule
{
    private readonly Embedding _items;
    private readonly Parameter _table;

    public TwoNamesModule(int itemCount)
        : base("TwoNames")
    {
        _items = nn.Embedding(itemCount + 1, 8, padding_idx: 0);
        _table = _items.weight!;
        RegisterComponents();
    }

    public override Embedding ItemEmbedding => _items;

    public override Tensor forward(PackedSequences input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _items.call(input.Items);
    }
}
