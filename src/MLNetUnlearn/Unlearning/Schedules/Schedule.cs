using MLNetUnlearn.Options;

namespace MLNetUnlearn.Unlearning.Schedules;

/// <summary>How a weight changes over a run.</summary>
public abstract record Schedule
{
    /// <summary>
    /// After how many steps the schedule has come to its end and stays there, at least 1; <see langword="null"/>, the default, after all
    /// that the options' MaximumEpochs allow, which a stop rule rarely lets a run reach.
    /// </summary>
    public int? OverSteps { get; init; }

    /// <summary>What the weight is multiplied by.</summary>
    /// <param name="done">The share of the schedule that is done, 0 to 1.</param>
    /// <returns>0 or above.</returns>
    public abstract double Factor(double done);

    /// <summary>Adds what is wrong with the schedule to <paramref name="problems"/>.</summary>
    /// <param name="problems">Where every problem is noted.</param>
    protected internal virtual void Check(OptionProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (OverSteps is { } steps)
            problems.RequireCount("ForgettingSchedule.OverSteps", steps);
    }

    /// <summary>The factor after so many of a run's steps.</summary>
    internal double At(int step, long lastStep) => Factor(Math.Min(1, step / (double)(OverSteps ?? lastStep)));
}
