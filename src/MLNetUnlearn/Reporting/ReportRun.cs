using MLNetUnlearn.Evaluation.Membership;

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
}
