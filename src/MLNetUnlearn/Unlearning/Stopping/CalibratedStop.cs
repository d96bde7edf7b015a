using MLNetUnlearn.Options;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>
/// Stops as soon as the model finds what it is to forget no better than pairs it has never seen: Hit@10 on the forget set is no higher
/// than on control pairs (training contexts with their users' validation items, weighted to the forget set's mix of item popularity,
/// context length, gaps between context and item, and ranks by nearest neighbours that have counted only what remains), now or before the
/// first step, whichever is higher: a method that harms the controls too would otherwise chase its own damage. It needs no retrained
/// model, but users who forget nothing and have a validation item; without any, unlearning throws. It is an estimate, not a guarantee.
/// </summary>
public sealed record CalibratedStop : StopRule
{
    private const int LeastSteps = 5;

    /// <summary>
    /// How many gradient steps lie between two checks, at least 1. <see langword="null"/>, the default: as many as
    /// <see cref="CheckEveryPasses"/> says.
    /// </summary>
    public int? CheckEverySteps { get; init; }

    /// <summary>
    /// How many passes over the forget set lie between two checks, above 0, rounded up to steps, but no fewer steps than five times the
    /// number (rounded down): a few pairs make a short pass. Default 1.
    /// </summary>
    public double CheckEveryPasses { get; init; } = 1;

    /// <inheritdoc/>
    public override bool NeedsControls => true;

    /// <inheritdoc/>
    public override int StepsBetweenChecks(int stepsPerEpoch)
    {
        var steps = Math.Max(Math.Ceiling(CheckEveryPasses * stepsPerEpoch), Math.Floor(CheckEveryPasses * LeastSteps));
        return CheckEverySteps ?? (int)Math.Min(int.MaxValue, steps);
    }

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
        problems.RequirePositive("Stop.CheckEveryPasses", CheckEveryPasses);
    }
}
