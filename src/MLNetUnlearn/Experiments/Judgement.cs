using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments;

/// <summary>What was measured of a model of a sweep.</summary>
/// <param name="Figures">By the ids of <see cref="ReportMetrics"/>; null where the caller's judge gave nothing.</param>
/// <param name="Roc">The trained attack by thresholds, or empty.</param>
internal sealed record Judgement(IReadOnlyDictionary<string, double>? Figures, IReadOnlyList<RocPoint> Roc);
