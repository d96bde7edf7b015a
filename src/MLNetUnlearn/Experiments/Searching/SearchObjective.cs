using MLNetUnlearn.Options;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments.Searching;

/// <summary>A figure to search by.</summary>
/// <param name="Figure">Its name among the figures of a trial.</param>
/// <param name="Goal">Which value is the best: Higher, Lower, Zero, Half or One.</param>
public sealed record SearchObjective(string Figure, MetricGoal Goal)
{
    /// <summary>The figure so that lower is better: how far it is from the best value, or its negative.</summary>
    internal double Loss(double value) => Goal switch
    {
        MetricGoal.Higher => -value,
        MetricGoal.Zero => Math.Abs(value),
        MetricGoal.Half => Math.Abs(value - 0.5),
        MetricGoal.One => Math.Abs(value - 1),
        _ => value,
    };

    internal void Check(OptionProblems problems)
    {
        problems.Require(!string.IsNullOrWhiteSpace(Figure), nameof(Figure), Figure, "a figure's name");
        problems.Require(
            Goal is MetricGoal.Higher or MetricGoal.Lower or MetricGoal.Zero or MetricGoal.Half or MetricGoal.One,
            $"{nameof(Goal)} of '{Figure}'", Goal, "Higher, Lower, Zero, Half or One");
    }
}
