namespace MLNetUnlearn.Reporting;

/// <summary>How far a model may be from the retrained one to be like it: what chance makes of so few pairs is no difference.</summary>
internal static class Tolerances
{
    private const double ShareOfDistance = 0.15;
    private const double LeastHit = 0.01;
    private const double LeastAuc = 0.03;
    private const double Deviations = 1.96; // of a normal distribution, for 95 %

    /// <summary>
    /// Of hits on forgotten pairs: 15 % of the distance between the original and the retrained model, 0.01 at least and 0.03 without an
    /// original; or more where chance makes more of two draws of so many pairs, 1.96 √(2 p (1 − p) / n).
    /// </summary>
    public static double OfHits(ReportView view, ReportModel retrained, ReportModel model, string hit)
    {
        var least = view.Original?.Difference(retrained, hit) is { } distance
            ? Math.Max(LeastHit, ShareOfDistance * distance.Mean) : LeastAuc;
        var pairs = PairsOf(view, retrained, model, hit);
        return retrained.Mean(hit) is not { } share || pairs == 0 ? least
            : Math.Max(least, Deviations * Math.Sqrt(2 * share * (1 - share) / pairs));
    }

    /// <summary>
    /// Of an attack's AUC: 0.03; or more where the standard errors of both models' AUCs, as far as they are known, make more of it.
    /// </summary>
    public static double OfAuc(ReportModel retrained, ReportModel model, string attack) => attack != ReportMetrics.AttackAuc ? LeastAuc
        : Math.Max(LeastAuc, Deviations * Math.Sqrt(Variance(retrained) + Variance(model)));

    // Of a mean over seeds.
    private static double Variance(ReportModel model)
    {
        double[] errors = [.. model.Values(ReportMetrics.AttackStandardError)];
        return errors.Length == 0 ? 0 : errors.Sum(error => error * error) / ((double)errors.Length * errors.Length);
    }

    // Each seed of the judged model is a request of its own, however many retrained models there are for it.
    private static double PairsOf(ReportView view, ReportModel retrained, ReportModel model, string hit) => model.RunsBeside(retrained, hit)
        .Sum(run => run.Figures.TryGetValue(ReportMetrics.ForgottenPairs, out var pairs) ? pairs : view.Report.Setting.ForgottenItems ?? 0);
}
