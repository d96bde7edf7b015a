using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Tests.Support;

/// <summary>
/// A faulty model of a user's own: each network it builds is wider than the one before. One of its weights has three dimensions.
/// </summary>
internal sealed record GrowingOptions : RecommenderOptions
{
    private readonly int[] _built = [0];

    public override string Name => "Growing";

    public override SequenceModule CreateModule(int itemCount, int maximumLength) => new GrowingModule(itemCount, 2 + _built[0]++);
}

internal sealed class GrowingModule : SequenceModule
{
    private readonly Embedding _items;
    private readonly Parameter _kernel = new(torch.zeros(2, 3, 4));

    public GrowingModule(int itemCount, int size)
        : base("Growing")
    {
        _items = nn.Embedding(itemCount + 1, size, padding_idx: 0);
        RegisterComponents();
    }

    public override Embedding ItemEmbedding => _items;

    public override Tensor forward(PackedSequences input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _items.call(input.Items) + _kernel.mean();
    }
}
