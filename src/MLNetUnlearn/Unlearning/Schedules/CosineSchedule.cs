using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Unlearning.Schedules;

/// <summary>
/// The weight falls to 0 along half a cosine, (1 + cos πt) / 2: I. Loshchilov and F. Hutter, SGDR (ICLR 2017), without restarts.
/// </summary>
public sealed record CosineSchedule : Schedule
{
    /// <inheritdoc/>
    public override double Factor(double done) => (1 + StableMath.CosOfTurn(done / 2)) / 2;
}
