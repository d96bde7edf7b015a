using MLNetUnlearn.Options;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>
/// The thesis's rule (3.4.4): stops when Hit@10 on the forget set has not fallen for some epochs. It knows no level that would be
/// enough, so on small forget sets it drives the model far below a retrained one.
/// </summary>
public sealed record PatienceStop : StopRule
{
    /// <summary>How many epochs lie between two checks, at least 1. Default 10.</summary>
    public int CheckEveryEpochs { get; init; } = 10;

    /// <summary>For how many epochs Hit@10 may fail to fall, at least 1. Default 30.</summary>
    public int PatienceEpochs { get; init; } = 30;

    /// <inheritdoc/>
    public override int StepsBetweenChecks(int stepsPerEpoch) =>
        (int)Math.Min(int.MaxValue, (long)CheckEveryEpochs * stepsPerEpoch);

    /// <inheritdoc/>
    public override bool IsReached(UnlearningProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return progress.EpochsSinceForgetHitFell >= PatienceEpochs;
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireCount("Stop.CheckEveryEpochs", CheckEveryEpochs);
        problems.RequireCount("Stop.PatienceEpochs", PatienceEpochs);
    }
}
