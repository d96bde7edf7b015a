namespace MLNetUnlearn.Reporting;

/// <summary>
/// What the figures say of one model beside the retrained one, in plain words: its hits on forgotten pairs and an attack's AUC, within
/// <see cref="Tolerances"/>. Where not even the original can be told by a measure, nothing is said of a model that cannot.
/// </summary>
internal sealed record ForgettingVerdict(ReportModel Model, ForgettingState State, string Headline, IReadOnlyList<string> Sentences)
{
    /// <summary>
    /// The hits that a report judges by: of the full ranking or among 100, whichever tells the original better from the retrained model;
    /// the first where that is not known.
    /// </summary>
    public static ReportMetric Hit(ReportView view)
    {
        var (full, sampled) = (view.FirstOf("forgetHit@10", "forgetHit@10.sampled"), view.FirstOf("forgetHit@10.sampled", "forgetHit@10"));
        return Distance(sampled) > Distance(full) ? sampled : full;

        double? Distance(ReportMetric hit) => view is { Original: { } original, Retrained: { } retrained }
            ? original.Difference(retrained, hit.Id)?.Mean : null;
    }

    /// <summary>The attack that a report judges by.</summary>
    public static ReportMetric Attack(ReportView view) => view.FirstOf(ReportMetrics.AttackAuc, "scoreAuc", "logProbabilityAuc");

    /// <summary>The utility that a report judges by.</summary>
    public static ReportMetric Utility(ReportView view) => view.FirstOf("recall@10", "recall@10.sampled", "ndcg@10", "ndcg@10.sampled");

    /// <summary>Of one model.</summary>
    public static ForgettingVerdict Of(ReportView view, ReportModel model)
    {
        if (view.Retrained is not { } retrained)
            return new(model, ForgettingState.Unknown, Head(ForgettingState.Unknown, model.Name),
                ["There is no retrained model to compare it with."]);
        var (hit, attack) = (Hit(view), Attack(view));
        var hits = Seen(one => OfHits(view, retrained, one, hit.Id));
        var aucs = Seen(one => OfAttack(retrained, one, attack.Id));
        var state = new[] { hits, aucs }.Max();
        var words = new VerdictSentences(view, model, retrained);
        return new(model, state, Head(state, model.Name),
        [
            .. words.Hits(hit, hits), .. words.Attack(attack, hits, aucs), .. words.Contrary(),
            .. words.Kept(Utility(view)), .. words.Cost(),
        ]);

        // That a model is like the retrained one says nothing where the original is as well; that it is not, is seen in any case.
        ForgettingState Seen(Func<ReportModel, ForgettingState> judge)
        {
            var isTold = view.Original is not { } original
                || judge(original) is not (ForgettingState.LikeRetrained or ForgettingState.OverForgets);
            return judge(model) is var own && own == ForgettingState.LikeRetrained && !isTold ? ForgettingState.Unknown : own;
        }
    }

    private static ForgettingState OfHits(ReportView view, ReportModel retrained, ReportModel model, string hit) =>
        Judge(model.Difference(retrained, hit)?.Mean, Tolerances.OfHits(view, retrained, model, hit));

    // Trees find what was forgotten too much as well as what is remembered, and cannot say which. What they cannot find is no fault.
    private static ForgettingState OfAttack(ReportModel retrained, ReportModel model, string attack)
    {
        var state = Judge(model.Difference(retrained, attack)?.Mean, Tolerances.OfAuc(retrained, model, attack));
        return attack != ReportMetrics.AttackAuc ? state : state switch
        {
            ForgettingState.OverForgets => ForgettingState.LikeRetrained,
            ForgettingState.Remembers => ForgettingState.Shows,
            _ => state,
        };
    }

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
        ForgettingState.Shows => $"{name} can still be told from a model that never knew",
        ForgettingState.OverForgets => $"{name} has forgotten too much, and that can be seen",
        ForgettingState.Remembers => $"No: {name} still remembers",
        _ => $"It cannot be said whether {name} forgot",
    };
}
