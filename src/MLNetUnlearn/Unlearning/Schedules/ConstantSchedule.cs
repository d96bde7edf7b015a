namespace MLNetUnlearn.Unlearning.Schedules;

/// <summary>The weight stays as it is.</summary>
public sealed record ConstantSchedule : Schedule
{
    /// <inheritdoc/>
    public override double Factor(double done) => 1;
}
