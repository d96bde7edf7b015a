using MLNetUnlearn.Options;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>Never stops before the last epoch.</summary>
public sealed record NoStop : StopRule
{
    /// <inheritdoc/>
    public override int StepsBetweenChecks(int stepsPerEpoch) => int.MaxValue;

    /// <inheritdoc/>
    public override bool IsReached(UnlearningProgress progress) => false;

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
    }
}
