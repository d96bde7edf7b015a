using System.Text.Json.Serialization;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders.Losses;

/// <summary>A user's own loss: −log σ(s⁺ − s⁻) (Rendle et al., UAI 2009).</summary>
internal sealed record PairwiseRankingLoss : RecommenderLoss
{
    public override int NegativesPerTarget => 1;

    public override Tensor Of(LossInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return nn.functional.softplus(input.NegativeScores.squeeze(1) - input.TargetScores).mean();
    }
}

/// <summary>A user's own model that always has it.</summary>
internal sealed record PairwiseRankingOptions : RecommenderOptions
{
    public override string Name => "Pairwise";

    [JsonIgnore]
    public override RecommenderLoss Loss { get; init; } = new PairwiseRankingLoss();

    public override SequenceModule CreateModule(int itemCount, int maximumLength) => new TableModule(itemCount);
}
