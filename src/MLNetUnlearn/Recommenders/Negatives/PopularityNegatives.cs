using MLNetUnlearn.Options;
using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Recommenders.Negatives;

/// <summary>
/// Items are drawn in proportion to a power of the number of users who have them (T. Mikolov et al., NIPS 2013; B. Hidasi and
/// A. Karatzoglou, CIKM 2018). An item that no user has in training is not drawn, except for a user who has all others and, at the
/// exponent 0, like any other.
/// </summary>
public sealed record PopularityNegatives : NegativeSampling
{
    /// <summary>The exponent of the count, 0 to 2: 0 is uniform, 1 in proportion to popularity. Default 0.75.</summary>
    public double Exponent { get; init; } = 0.75;

    /// <inheritdoc/>
    public override double Weight(int count) =>
        Exponent == 0 ? 1 : count == 0 ? 0 : StableMath.Exp(Exponent * StableMath.Log(count));

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.Require(Exponent is >= 0 and <= 2, "NegativeSampling.Exponent", Exponent, "0 to 2");
    }
}
