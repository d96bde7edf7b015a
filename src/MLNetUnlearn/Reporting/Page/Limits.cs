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
        yield return "“Alike” means a Hit@10 within 15 % of the distance between original and retrained model, and an attack's AUC "
            + "within 0.03.";
        yield return "Seconds are wall time on the machine named above, and hold for it alone.";
        foreach (var note in view.Report.Setting.Notes)
            yield return note;
    }
}
