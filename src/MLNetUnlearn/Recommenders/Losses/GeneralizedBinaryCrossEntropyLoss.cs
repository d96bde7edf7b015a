using MLNetUnlearn.Options;

namespace MLNetUnlearn.Recommenders.Losses;

/// <summary>
/// gBCE (A. Petrov and C. Macdonald, <em>gSASRec</em>, RecSys 2023): binary cross-entropy whose positive term is weakened to make up for
/// the negatives that are not drawn, −1/(k+1) · (β log σ(s⁺) + Σ log(1 − σ(s⁻))), averaged over the targets. The share of negatives that
/// are drawn is α = k/(|V|−1), at most 1, and β = α (t (1 − 1/α) + 1/α).
/// </summary>
public sealed record GeneralizedBinaryCrossEntropyLoss : RecommenderLoss
{
    /// <summary>k, negatives per target, 1 to 65,535. Default 256.</summary>
    public int Negatives { get; init; } = 256;

    /// <summary>
    /// t, in [0, 1]: at 0 the loss is binary cross-entropy, whose scores are overconfident with few negatives; at 1 scores are calibrated,
    /// which may train slowly. Default 0.75.
    /// </summary>
    public double Calibration { get; init; } = 0.75;

    /// <inheritdoc/>
    public override int NegativesPerTarget => Negatives;

    /// <inheritdoc/>
    public override Tensor Of(LossInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var alpha = input.ItemCount > 1 ? Math.Min(1, Negatives / (input.ItemCount - 1.0)) : 1;
        var beta = alpha * ((Calibration * (1 - (1 / alpha))) + (1 / alpha));
        var positive = nn.functional.softplus(-input.TargetScores) * beta;                              // M
        var negative = nn.functional.softplus(input.NegativeScores).sum(1);                             // M
        return (positive + negative).mean() / (Negatives + 1);
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        CheckNegatives(problems, Negatives);
        problems.Require(Calibration is >= 0 and <= 1, "Loss.Calibration", Calibration, "in [0, 1]");
    }
}
