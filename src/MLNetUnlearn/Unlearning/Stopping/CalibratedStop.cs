using MLNetUnlearn.Options;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>
/// Stops as soon as the model finds what it is to forget no better than pairs it has never seen: Hit@10 on the forget set is no higher
/// than on control pairs (training contexts with their users' validation items, weighted to the forget set's mix of item popularity,
/// context length and gaps between context and item), now or before the first step, whichever is higher: a method that harms the controls
/// too would otherwise chase its own damage. It needs no retrained model, but users who forget nothing and have a validation item; without
/// any, unlearning throws. It is an estimate, not a guarantee.
/// </summary>
public sealed record CalibratedStop : StopRule
{
    private const int LeastSteps = 5;

    /// <summary>
    /// How many gradient steps lie between two checks, at least 1. <see langword="null"/>, the default: one pass over the forget set,
    /// but no fewer than 5 steps.
    /// </summary>
    public int? CheckEverySteps { get; init; }

    /// <inheritdoc/>
    public override bool NeedsControls => true;

    /// <inheritdoc/>
    public override int StepsBetweenChecks(int stepsPerEpoch) => CheckEverySteps ?? Math.Max(LeastSteps, stepsPerEpoch);

    /// <inheritdoc/>
    public override bool IsReached(UnlearningProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return progress.ForgetHit <= Math.Max(progress.ControlHit, progress.FirstControlHit);
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (CheckEverySteps is { } steps)
            problems.RequireCount("Stop.CheckEverySteps", steps);
    }
}
