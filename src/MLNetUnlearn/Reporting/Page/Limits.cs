namespace MLNetUnlearn.Reporting.Page;

/// <summary>What the figures do not say.</summary>
internal static class Limits
{
    public static IEnumerable<string> Of(ReportView view)
    {
        yield return "An attack that fails shows that this attack fails; a better one may not. A guarantee can come only from the way "
            + "in which a model was made, as with retraining.";
        if (view.Retrained is null)
            yield return "Without a retrained model nothing here can say whether a figure is too high or too low.";
        else if (view.Retrained.Runs.Count == 1)
            yield return "There is one retrained model; another seed would give another, so small distances to it mean little.";
        if (view.Report.Runs.Count > 0 && view.Seeds.Count < 3)
            yield return "Fewer than three seeds: what differs between models may be chance.";
        if (view.Report.Runs.Count > 0 && view.Original is null)
            yield return "Without the original nothing here shows that these measures could have seen memory.";
        if (view is { Retrained: { } retrained } && view.Unlearned.FirstOrDefault() is { } model)
            yield return Alike(view, retrained, model);
        yield return "Seconds are wall time on the machine named above, and hold for it alone.";
        foreach (var note in view.Report.Setting.Notes)
            yield return note;
    }

    private static string Alike(ReportView view, ReportModel retrained, ReportModel model)
    {
        var (hit, attack) = (ForgettingVerdict.Hit(view), ForgettingVerdict.Attack(view));
        var hits = MeanInterval.Number(Tolerances.OfHits(view, retrained, model, hit.Id), 3);
        var auc = MeanInterval.Number(Tolerances.OfAuc(retrained, model, attack.Id), 3);
        var others = view.Unlearned.Skip(1).Any() ? " Models with more or fewer seeds have bounds of their own." : "";
        return $"Alike means here, for {model.Name}, hits within ±{hits} of the retrained model's ({hit.Title}) and an attack's AUC within "
            + $"±{auc} ({attack.Title}; trees that find less are no fault).{others}";
    }
}
