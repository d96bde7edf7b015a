using MLNetUnlearn.Options;
using MLNetUnlearn.Randomness;

namespace MLNetUnlearn.Unlearning.Rules;

/// <summary>
/// Weights that are learnt beside the model (A. Kendall, Y. Gal and R. Cipolla, CVPR 2018): Σ exp(−s_i) L_i + s_i / 2 is minimised by the
/// model and by the log-variances s_i, which start at 0 and move by plain gradient steps. Refuses a loss that may be below 0, whose s_i
/// would run away with it.
/// </summary>
public sealed record UncertaintyWeighting : GradientRule
{
    private const double Bound = 10; // e^±10 either way is as good as everything and nothing

    /// <summary>The step size of s_i, above 0; their gradients are cut to [−1, 1], and s_i to [−10, 10]. Default 0.01.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <inheritdoc/>
    public override double[] StartState(int objectives) => new double[objectives];

    /// <inheritdoc/>
    public override Combination Combine(ObjectiveGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        if (geometry.Objectives.FirstOrDefault(objective => !objective.IsNonNegative) is { } unbounded)
        {
            throw new InvalidOperationException(
                $"{nameof(UncertaintyWeighting)}: the objective '{unbounded.Name}' may be below 0, so its weight would grow without end. " +
                "Use a loss of 0 or above, as NPO's, or another rule.");
        }
        var coefficients = geometry.State.Select(logVariance => StableMath.Exp(-logVariance)).ToArray();
        var state = geometry.State.Select((logVariance, i) => Math.Clamp(
            logVariance - (LearningRate * Math.Clamp(0.5 - (coefficients[i] * geometry.Objectives[i].Loss), -1, 1)), -Bound, Bound));
        return new Combination(coefficients, [.. state]);
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequirePositive("Rule.LearningRate", LearningRate);
    }
}
