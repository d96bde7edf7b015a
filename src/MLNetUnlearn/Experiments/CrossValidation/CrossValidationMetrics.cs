using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments.CrossValidation;

/// <summary>
/// The folds of a cross-validation, and their means with standard deviation and 95 % interval. Any two models share users, so the folds are
/// not independent: the interval is a guide, no test (Bengio and Grandvalet, JMLR 5, 2004).
/// </summary>
public sealed class CrossValidationMetrics : IDisposable
{
    private readonly string _suffix;

    internal CrossValidationMetrics(IReadOnlyList<CrossValidationResult> folds, RankingEvaluationOptions evaluation)
    {
        Folds = folds;
        _suffix = (evaluation.TargetColumnName == "TestItem" ? "" : $".{evaluation.TargetColumnName ?? "last"}")
            + (evaluation.Negatives is null ? "" : ".sampled");
    }

    /// <summary>The folds, in their order.</summary>
    public IReadOnlyList<CrossValidationResult> Folds { get; }

    /// <summary>The mean of the folds' MRR, each fold counted once.</summary>
    public MeanInterval MeanReciprocalRank => Of(metrics => metrics.MeanReciprocalRank);

    /// <summary>The mean of the folds' Recall@k, each fold counted once.</summary>
    /// <param name="k">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1.</exception>
    public MeanInterval RecallAt(int k) => Of(metrics => metrics.RecallAt(k));

    /// <summary>The mean of the folds' NDCG@k, each fold counted once.</summary>
    /// <param name="k">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1.</exception>
    public MeanInterval NdcgAt(int k) => Of(metrics => metrics.NdcgAt(k));

    /// <summary>
    /// The folds as runs of one model, so that reports show means and intervals; a run's seed is the number of its fold. Figures of test
    /// items have the ids of <see cref="ReportMetrics"/>, others the column's name behind them.
    /// </summary>
    /// <param name="name">The model's name in the report.</param>
    public IReadOnlyList<ReportRun> ToRuns(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return [.. Folds.Select(fold => new ReportRun(name, ModelRole.Original, fold.Fold, Figures(fold.Metrics)))];
    }

    /// <summary>Frees the models of all folds.</summary>
    public void Dispose()
    {
        foreach (var fold in Folds)
            (fold.Model as IDisposable)?.Dispose();
    }

    private Dictionary<string, double> Figures(SequentialRankingMetrics metrics)
    {
        var figures = new Dictionary<string, double>();
        ReportFigures.AddRanking(figures, metrics, _suffix, 10);
        figures[$"mrr{_suffix}"] = metrics.MeanReciprocalRank;
        return figures;
    }

    private MeanInterval Of(Func<SequentialRankingMetrics, double> figure) =>
        MeanInterval.Of(Folds.Select(fold => figure(fold.Metrics)))!;
}
