using MLNetUnlearn.Costs;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Experiments;

/// <summary>A model is made, measured, judged and freed.</summary>
internal static class JudgedRun
{
    /// <param name="owner">Who asks, in messages.</param>
    /// <param name="blank">Name, role, seed and settings.</param>
    /// <param name="make">Makes the model, and lets the recorder hear how.</param>
    /// <param name="judge">Measures the model.</param>
    /// <param name="cancellationToken">What it cuts counts for nothing.</param>
    /// <exception cref="InvalidOperationException">The judge gave nothing, or a figure that is not finite.</exception>
    public static ReportRun Of(
        string owner, ReportRun blank, Func<CurveRecorder, RecommenderTransformer> make,
        Func<RecommenderTransformer, Judgement> judge, CancellationToken cancellationToken)
    {
        CurveRecorder? curve = null;
        var made = CostMeter.Measure(recorder => make(curve = new CurveRecorder(recorder)), new CostOptions());
        try
        {
            return Judged(
                owner, blank with { Curve = curve!.Points }, ReportFigures.Of(made.Cost), made.Result, judge, cancellationToken);
        }
        finally
        {
            (made.Result as IDisposable)?.Dispose();
        }
    }

    /// <summary>A model that is there: it costs nothing and lives on.</summary>
    /// <inheritdoc cref="Of" path="/exception"/>
    public static ReportRun OfModel(
        string owner, ReportRun blank, RecommenderTransformer model, Func<RecommenderTransformer, Judgement> judge,
        CancellationToken cancellationToken) => Judged(owner, blank, new Dictionary<string, double>(), model, judge, cancellationToken);

    private static ReportRun Judged(
        string owner, ReportRun blank, IReadOnlyDictionary<string, double> costs, RecommenderTransformer model,
        Func<RecommenderTransformer, Judgement> judge, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested(); // it may have been cut
        var (judged, cost) = CostMeter.Measure(_ => judge(model), new CostOptions());
        if (judged.Figures is null)
            throw new InvalidOperationException($"{owner}: the judge gave nothing for {Run()}.");
        var figures = new Dictionary<string, double>(costs) { ["cost.evaluationSeconds"] = cost.Seconds };
        foreach (var (name, value) in judged.Figures)
        {
            figures[name] = double.IsFinite(value) ? value : throw new InvalidOperationException(
                FormattableString.Invariant($"{owner}: the judge gave {value} as '{name}' for {Run()}; leave out what was not measured."));
        }
        return blank with { Figures = figures, Roc = judged.Roc };

        string Run() => FormattableString.Invariant($"'{blank.Name}', seed {blank.Seed}");
    }
}
