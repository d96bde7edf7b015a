using MLNetUnlearn.Recommenders;

namespace CustomModule;

/// <summary>What can be chosen; saved with the model. Epochs, step size, loss and the like come with the base.</summary>
internal sealed record GatedConvolutionOptions : RecommenderOptions
{
    /// <summary>One layer for each: how many places it looks back. Together they see 1 + 1 + 2 + 4 items.</summary>
    public IReadOnlyList<int> Gaps { get; init; } = [1, 2, 4];

    public override string Name => "GatedConvolution";

    public override SequenceModule CreateModule(int itemCount, int maximumLength)
    {
        var network = new GatedConvolutionNetwork(itemCount, this);
        return new PaddedModule(network, network.Items, maximumLength, Name);
    }
}
