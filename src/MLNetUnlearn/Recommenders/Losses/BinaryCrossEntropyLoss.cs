using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders.Losses;

/// <summary>
/// Binary cross-entropy with k negatives per target: −log σ(s⁺) − Σ log(1 − σ(s⁻)), averaged over the targets; with one negative as
/// Kang and McAuley (ICDM 2018, eq. 7; thesis eq. 1) have it.
/// </summary>
public sealed record BinaryCrossEntropyLoss : RecommenderLoss
{
    /// <summary>k, negatives per target, 1 to 65,535. Default 1.</summary>
    public int Negatives { get; init; } = 1;

    /// <inheritdoc/>
    public override int NegativesPerTarget => Negatives;

    /// <inheritdoc/>
    public override Tensor Of(LossInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Of(input.TargetScores, input.NegativeScores);
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems) => CheckNegatives(problems, Negatives);

    /// <param name="positive">M scores.</param>
    /// <param name="negative">M×k scores.</param>
    internal static Tensor Of(Tensor positive, Tensor negative) =>
        (nn.functional.softplus(-positive) + nn.functional.softplus(negative).sum(1)).mean();
}
