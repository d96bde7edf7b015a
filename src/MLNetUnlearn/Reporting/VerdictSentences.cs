namespace MLNetUnlearn.Reporting;

/// <summary>The sentences below a headline: what was found, what speaks against it, what was kept and what it took.</summary>
internal sealed class VerdictSentences(ReportView view, ReportModel model, ReportModel retrained)
{
    private const double FarBelowOne = 0.5;
    private const double Significant = 0.05;
    private const double NearHalf = 0.03;

    /// <summary>Hits on forgotten pairs, and whether they can tell anything at all.</summary>
    public IEnumerable<string> Hits(ReportMetric hit, ForgettingState hits)
    {
        if (model.Interval(hit.Id) is not { } own || retrained.Interval(hit.Id) is not { } reference)
        {
            yield return "Its hits on forgotten pairs were not measured.";
            yield break;
        }
        var original = view.Original?.Interval(hit.Id);
        var before = original is null ? "" : $", {original.ToText(hit.Decimals)} before";
        var gap = model.Difference(retrained, hit.Id)!;
        var doubt = gap.Half >= Math.Abs(gap.Mean) ? ", which these seeds do not tell from 0" : "";
        yield return $"It finds {own.ToText(hit.Decimals)} of the forgotten items{before} ({hit.Title}); a model that never saw them finds "
            + $"{reference.ToText(hit.Decimals)}: a gap of {gap.ToText(hit.Decimals)}{doubt}.";
        if (hits == ForgettingState.Unknown)
            yield return "Not even the original is told from the retrained model by these hits, so they say little here.";
    }

    /// <summary>The attack, what it found, and whether it can find anything at all.</summary>
    public IEnumerable<string> Attack(ReportMetric attack, ForgettingState hits, ForgettingState aucs)
    {
        if (model.Interval(attack.Id) is not { } own || retrained.Interval(attack.Id) is not { } reference)
        {
            yield return "No attack was tried.";
            yield break;
        }
        var original = view.Original?.Interval(attack.Id) is { } before ? $" and {before.ToText(attack.Decimals)} on the original" : "";
        var found = (aucs, hits) switch
        {
            (ForgettingState.Shows, ForgettingState.OverForgets) => " It finds what was pushed too far away.",
            (ForgettingState.Shows, not ForgettingState.Remembers) => " It finds something, and the hits do not say which way: memory, or "
                + "what was pushed too far away.",
            (ForgettingState.OverForgets, _) => " Turned round, that is an attack of its own.",
            _ => "",
        };
        yield return $"An attacker who guesses what it was trained on has an AUC of {own.ToText(attack.Decimals)}, against "
            + $"{reference.ToText(attack.Decimals)} on the retrained model{original} ({attack.Title}; 0.5 is chance).{found}";
        if (aucs == ForgettingState.Unknown)
            yield return "Not even the original is told from the retrained model by this attack, so its failure says little here.";
    }

    /// <summary>What speaks against a model that hits and attack take for the retrained one; it does not change the verdict.</summary>
    public IEnumerable<string> Contrary()
    {
        if (model.Interval("relearn.ratio") is { Mean: < FarBelowOne } ratio)
            yield return $"It relearns in {Percent(ratio)} of the retrained model's steps: memory may only be hidden.";
        if (Differs(model) && !Differs(retrained))
            yield return $"Its ranks of forgotten items differ from the retrained model's as a whole (KS p-value below {Significant}).";
        if (model.Interval("differenceAuc") is { } difference && Math.Abs(difference.Mean - 0.5) > NearHalf)
            yield return "Beside the retrained model's, its probabilities alone tell forgotten pairs from others, with an AUC of "
                + $"{difference.ToText(3)} (Difference AUC; 0.5 is no trace).";
    }

    /// <summary>What the model is still worth.</summary>
    public IEnumerable<string> Kept(ReportMetric utility) =>
        model.Ratio(retrained, utility.Id) is { } kept ? [$"It keeps {Percent(kept)} of the retrained model's {utility.Title}."] : [];

    /// <summary>The time it took.</summary>
    public IEnumerable<string> Cost() =>
        (model.Interval("cost.ofRetrain") ?? model.Ratio(retrained, "cost.seconds")) is { } cost
            ? [$"It took {Percent(cost)} of the time of retraining."] : [];

    /// <summary>A share in percent.</summary>
    public static string Percent(MeanInterval share) =>
        $"{MeanInterval.Number(100 * share.Mean, 1)}{(share.Half is { } half ? $" ± {MeanInterval.Number(100 * half, 1)}" : "")} %";

    // In every seed, as one in twenty does so by chance.
    private static bool Differs(ReportModel model) =>
        model.Values("ksP").ToArray() is { Length: > 0 } all && all.All(value => value < Significant);
}
