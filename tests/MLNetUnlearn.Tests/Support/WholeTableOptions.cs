using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Tests.Support;

/// <summary>A user's own model, in which every item's embedding has a part in every score.</summary>
internal sealed record WholeTableOptions : RecommenderOptions
{
    public override string Name => "WholeTable";

    /// <summary>Whether that part has a factor, which begins at zero and is learned.</summary>
    public bool IsGated { get; init; }

    public override SequenceModule CreateModule(int itemCount, int maximumLength) => new WholeTableModule(itemCount, IsGated);
}

internal sealed class WholeTableModule : SequenceModule
{
    private readonly Embedding _items;
    private readonly Parameter? _gate;

    public WholeTableModule(int itemCount, bool isGated)
        : base("WholeTable")
    {
        _items = nn.Embedding(itemCount + 1, 2, padding_idx: 0);
        _gate = isGated ? new Parameter(torch.zeros(1)) : null;
        RegisterComponents();
    }

    public override Embedding ItemEmbedding => _items;

    public override Tensor forward(PackedSequences input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var all = _items.weight!.sum(0L);
        return _items.call(input.Items) + (_gate is null ? all : all * _gate);
    }
}
