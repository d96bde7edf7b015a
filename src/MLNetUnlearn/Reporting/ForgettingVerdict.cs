namespace MLNetUnlearn.Reporting;

/// <summary>
/// What the figures say of one model beside the retrained one, in plain words. Hits on forgotten pairs are like the retrained model's
/// within 15 % of the distance between it and the original (0.01 at least; 0.03 without an original) or within what chance makes of two
/// draws of so many pairs, 1.96 √(2 p (1 − p) / n); an attack's AUC is within 0.03.
/// </summary>
internal sealed record ForgettingVerdict(ReportModel Model, ForgettingState State, string Headline, IReadOnlyList<string> Sentences)
{
    private const double ShareOfDistance = 0.15;
    private const double LeastHit = 0.01;
    private const double Auc = 0.03;
    private const string Trained = "attack.auc";
    private const double Deviations = 1.96; // of a normal distribution, for 95 %

    /// <summary>
    /// The hits that a report judges by: of the full ranking or among 100, whichever tells the original better from the retrained model;
    /// the first where that is not known.
    /// </summary>
    public static ReportMetric Hit(ReportView view)
    {
        var (full, sampled) = (view.FirstOf("forgetHit@10", "forgetHit@10.sampled"), view.FirstOf("forgetHit@10.sampled", "forgetHit@10"));
        return Distance(view, sampled.Id) > Distance(view, full.Id) ? sampled : full;
    }

    /// <summary>The attack that a report judges by.</summary>
    public static ReportMetric Attack(ReportView view) => view.FirstOf(Trained, "scoreAuc", "logProbabilityAuc");

    /// <summary>The utility that a report judges by.</summary>
    public static ReportMetric Utility(ReportView view) => view.FirstOf("recall@10", "recall@10.sampled", "ndcg@10", "ndcg@10.sampled");

    /// <summary>Of one model.</summary>
    public static ForgettingVerdict Of(ReportView view, ReportModel model)
    {
        if (view.Retrained is not { } retrained)
            return new(model, ForgettingState.Unknown, $"It cannot be said whether {model.Name} forgot",
                ["There is no retrained model to compare it with."]);
        var (hit, attack) = (Hit(view), Attack(view));
        var gap = model.Difference(retrained, hit.Id)?.Mean;
        var hits = Judge(gap, Tolerance(view, retrained, hit.Id));
        var aucs = OfAttack(Judge(model.Difference(retrained, attack.Id)?.Mean, Auc), attack, gap);
        var state = new[] { hits, aucs }.Max();
        string[] sentences =
        [
            .. Hits(view, model, retrained, hit), .. Attacks(view, model, retrained, attack, aucs),
            .. Kept(model, retrained, Utility(view)), .. Cost(model, retrained),
        ];
        return new(model, state, Head(state, model.Name), sentences);
    }

    private static double Tolerance(ReportView view, ReportModel retrained, string hit)
    {
        var least = Distance(view, hit) is { } distance ? Math.Max(LeastHit, ShareOfDistance * distance) : Auc;
        if (retrained.Mean(hit) is not { } share || view.Report.Setting.ForgottenPairs is not { } pairs || pairs == 0)
            return least;
        return Math.Max(least, Deviations * Math.Sqrt(2 * share * (1 - share) / ((double)pairs * retrained.Runs.Count)));
    }

    private static double? Distance(ReportView view, string hit) =>
        view is { Original: { } original, Retrained: { } retrained } && original.Difference(retrained, hit) is { } difference
            ? Math.Abs(difference.Mean) : null;

    // Trees find what was forgotten too much as well as what is remembered: the hits say which. And what they cannot find is no fault.
    private static ForgettingState OfAttack(ForgettingState state, ReportMetric attack, double? gap) => state switch
    {
        _ when attack.Id != Trained => state,
        ForgettingState.OverForgets => ForgettingState.LikeRetrained,
        ForgettingState.Remembers when gap < 0 => ForgettingState.OverForgets,
        _ => state,
    };

    private static ForgettingState Judge(double? difference, double tolerance) => difference switch
    {
        null => ForgettingState.Unknown,
        _ when difference > tolerance => ForgettingState.Remembers,
        _ when difference < -tolerance => ForgettingState.OverForgets,
        _ => ForgettingState.LikeRetrained,
    };

    private static string Head(ForgettingState state, string name) => state switch
    {
        ForgettingState.LikeRetrained => $"As far as these measures see, {name} has forgotten",
        ForgettingState.OverForgets => $"{name} has forgotten too much, and that can be seen",
        ForgettingState.Remembers => $"No: {name} still remembers",
        _ => $"It cannot be said whether {name} forgot",
    };

    private static IEnumerable<string> Hits(ReportView view, ReportModel model, ReportModel retrained, ReportMetric hit)
    {
        if (model.Interval(hit.Id) is not { } own || retrained.Interval(hit.Id) is not { } reference)
            yield break;
        var original = view.Original?.Interval(hit.Id);
        var before = original is null ? "" : $", {original.ToText(hit.Decimals)} before";
        var gap = model.Difference(retrained, hit.Id)!;
        var doubt = gap.Half >= Math.Abs(gap.Mean) ? ", which these seeds do not tell from 0" : "";
        yield return $"It finds {own.ToText(hit.Decimals)} of the forgotten items{before} ({hit.Title}); a model that never saw them finds "
            + $"{reference.ToText(hit.Decimals)}: a gap of {gap.ToText(hit.Decimals)}{doubt}.";
        if (Distance(view, hit.Id) < Tolerance(view, retrained, hit.Id))
            yield return "Not even the original is told from the retrained model by these hits, so they say little here.";
    }

    private static IEnumerable<string> Attacks(
        ReportView view, ReportModel model, ReportModel retrained, ReportMetric attack, ForgettingState state)
    {
        if (model.Interval(attack.Id) is not { } own || retrained.Interval(attack.Id) is not { } reference)
            yield break;
        var original = view.Original?.Interval(attack.Id) is { } before ? $" and {before.ToText(attack.Decimals)} on the original" : "";
        var turned = state != ForgettingState.OverForgets ? ""
            : attack.Id == Trained ? " It finds what was pushed too far away." : " Turned round, that is an attack of its own.";
        yield return $"An attacker who guesses what it was trained on has an AUC of {own.ToText(attack.Decimals)}, against "
            + $"{reference.ToText(attack.Decimals)} on the retrained model{original} ({attack.Title}; 0.5 is chance).{turned}";
    }

    private static IEnumerable<string> Kept(ReportModel model, ReportModel retrained, ReportMetric utility) =>
        model.Ratio(retrained, utility.Id) is { } kept ? [$"It keeps {Percent(kept)} of the retrained model's {utility.Title}."] : [];

    private static IEnumerable<string> Cost(ReportModel model, ReportModel retrained) =>
        (model.Interval("cost.ofRetrain") ?? model.Ratio(retrained, "cost.seconds")) is { } cost
            ? [$"It took {Percent(cost)} of the time of retraining."] : [];

    internal static string Percent(MeanInterval share) =>
        $"{MeanInterval.Number(100 * share.Mean, 1)}{(share.Half is { } half ? $" ± {MeanInterval.Number(100 * half, 1)}" : "")} %";
}
