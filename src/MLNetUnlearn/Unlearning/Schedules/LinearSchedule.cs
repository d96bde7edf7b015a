namespace MLNetUnlearn.Unlearning.Schedules;

/// <summary>The weight falls to 0 in equal steps, 1 − t.</summary>
public sealed record LinearSchedule : Schedule
{
    /// <inheritdoc/>
    public override double Factor(double done) => 1 - done;
}
