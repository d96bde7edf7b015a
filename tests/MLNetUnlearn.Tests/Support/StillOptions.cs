using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Tests.Support;

/// <summary>A model that scores every item 0 and so never learns, and that can be told when to fail.</summary>
internal sealed record StillOptions : RecommenderOptions
{
    public override string Name => "Still";

    /// <summary>The steps of training that give numbers.</summary>
    public int GoodSteps { get; init; } = int.MaxValue;

    /// <summary>Where the module notes a dropout key of every step.</summary>
    public ICollection<long>? Keys { get; init; }

    /// <summary>The calls outside training that give numbers.</summary>
    public int GoodEvaluations { get; init; } = int.MaxValue;

    public override SequenceModule CreateModule(int itemCount, int maximumLength) => new StillModule(itemCount, this);
}

internal sealed class StillModule : SequenceModule
{
    private readonly Embedding _items;
    private readonly StillOptions _options;
    private int _steps;
    private int _evaluations;

    public StillModule(int itemCount, StillOptions options)
        : base("Still")
    {
        _options = options;
        _items = nn.Embedding(itemCount + 1, 2, padding_idx: 0);
        RegisterComponents();
    }

    public override Embedding ItemEmbedding => _items;

    public override Tensor forward(PackedSequences input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (training)
            _options.Keys?.Add(Noise.NextKey());
        var isGood = training ? _steps++ < _options.GoodSteps : _evaluations++ < _options.GoodEvaluations;
        return _items.call(input.Items) * (isGood ? 0f : float.NaN);
    }
}
