using System.Text.Json.Serialization;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;
using MyNetwork = MLNetUnlearn.Tests.Examples.Pages.OwnNetwork;

namespace MLNetUnlearn.Tests.Examples.Pages;

#pragma warning disable CA1062 // As docs/training.md shows it: the trainer hands over an input.

/// <summary>−log σ(s⁺ − s⁻): Rendle et al., UAI 2009.</summary>
public sealed record MyLoss : RecommenderLoss
{
    public override int NegativesPerTarget => 1;

    public override Tensor Of(LossInput input) => nn.functional.softplus(input.NegativeScores.squeeze(1) - input.TargetScores).mean();
}

public sealed record MyOptions : RecommenderOptions
{
    public override string Name => "Mine";

    [JsonIgnore]
    public override RecommenderLoss Loss { get; init; } = new MyLoss();

    public override SequenceModule CreateModule(int itemCount, int maximumLength)
    {
        var network = new MyNetwork(itemCount, maximumLength);
        return new PaddedModule(network, network.Items, maximumLength);
    }
}
