using MLNetUnlearn.Options;

namespace MLNetUnlearn.Unlearning.Stopping;

/// <summary>Says when unlearning has done enough.</summary>
public abstract record StopRule
{
    /// <summary>
    /// Whether the rule looks at the control pairs, so that data without any are an error; otherwise their Hit@10 is then told as 0.
    /// Default false.
    /// </summary>
    public virtual bool NeedsControls => false;

    /// <summary>How many gradient steps lie between two checks, given the number of steps in a pass over the forget set.</summary>
    /// <param name="stepsPerEpoch">Steps per pass, at least 1.</param>
    /// <returns>At least 1.</returns>
    public abstract int StepsBetweenChecks(int stepsPerEpoch);

    /// <summary>Whether to stop, asked before the first step and after every <see cref="StepsBetweenChecks"/>.</summary>
    /// <param name="progress">How well the model still finds what it is to forget.</param>
    public abstract bool IsReached(UnlearningProgress progress);

    /// <summary>Adds what is wrong with the rule to <paramref name="problems"/>.</summary>
    /// <param name="problems">Where every problem is noted.</param>
    protected internal abstract void Check(OptionProblems problems);
}
