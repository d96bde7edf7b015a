using MLNetUnlearn.Costs;
using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Evaluation.Suite;

namespace MLNetUnlearn.Reporting;

/// <summary>
/// One model with one seed and what was measured of it. Runs of one name and several seeds are the seeds of one model: they have one
/// role, and tables show their mean ± half of its 95 % interval.
/// </summary>
/// <param name="Name">The model's name in tables and charts, for example <c>newton-step</c>.</param>
/// <param name="Role">What the model is beside the others.</param>
/// <param name="Seed">The seed of the run; runs of other models with the same seed had the same requests.</param>
/// <param name="Figures">
/// Finite values by the ids of <see cref="ReportMetrics"/>; other ids are shown as they are. What was not measured is left out.
/// </param>
public sealed record ReportRun(string Name, ModelRole Role, int Seed, IReadOnlyDictionary<string, double> Figures)
{
    /// <summary>How the training or the unlearning went, in the order of steps. Default: none.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];

    /// <summary>The attack by thresholds, from (0, 0) to (1, 1) without falling. Default: none.</summary>
    public IReadOnlyList<RocPoint> Roc { get; init; } = [];

    /// <summary>Options worth telling, by name, for example the weights of a loss. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>A run by what was measured of it.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="role">What the model is beside the others.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="evaluation">What <c>EvaluateAll</c> gave.</param>
    /// <param name="cost">What making the model took; <see langword="null"/>, the default: nothing is said of it.</param>
    /// <param name="retrain">What retraining took, for the ratio; <see langword="null"/>, the default: there is none.</param>
    /// <param name="evaluationSeconds">
    /// Wall seconds of the evaluation; <see langword="null"/>, the default: nothing is said of them.
    /// </param>
    public static ReportRun Of(
        string name, ModelRole role, int seed, ForgettingEvaluation evaluation, UnlearningCost? cost = null, UnlearningCost? retrain = null,
        double? evaluationSeconds = null)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var figures = ReportFigures.Of(evaluation).ToDictionary();
        if (cost is not null)
        {
            foreach (var (id, value) in ReportFigures.Of(cost, role == ModelRole.Unlearned ? retrain : null))
                figures[id] = value;
        }
        if (evaluationSeconds is { } seconds)
            figures["cost.evaluationSeconds"] = seconds;
        return new ReportRun(name, role, seed, figures) { Roc = RocOf(evaluation) };
    }

    /// <summary>The curve of the trained attack on sequences; empty where there was none.</summary>
    internal static IReadOnlyList<RocPoint> RocOf(ForgettingEvaluation evaluation) => evaluation.Attack?.Sequences.Roc ?? [];
}
