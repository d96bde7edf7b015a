using System.Globalization;

namespace MLNetUnlearn.Reporting;

/// <summary>What every way to show a report relies on; looked at once, before anything is written.</summary>
internal static class ReportCheck
{
    /// <summary>The report itself.</summary>
    /// <exception cref="InvalidOperationException">It has faults; all are named.</exception>
    public static ForgettingReport Checked(ForgettingReport report)
    {
        var faults = Faults(report).ToArray();
        return faults.Length == 0 ? report
            : throw new InvalidOperationException($"The report '{report.Title}': {string.Join(" ", faults)}");
    }

    /// <summary>What is wrong with a report, a sentence each.</summary>
    public static IEnumerable<string> Faults(ForgettingReport report) =>
    [
        .. report.FormatVersion == ForgettingReport.NewestVersion ? Array.Empty<string>()
            : [$"FormatVersion is {report.FormatVersion}; it must be {ForgettingReport.NewestVersion}."],
        .. report.Runs.SelectMany(Faults),
        .. report.Runs.CountBy(run => (run.Name, run.Seed)).Where(pair => pair.Value > 1)
            .Select(pair => $"Run '{pair.Key.Name}' is there {pair.Value} times with seed {Text(pair.Key.Seed)}; it must be there once."),
        .. report.Runs.GroupBy(run => run.Name).Select(runs => (runs.Key, Roles: runs.Select(run => run.Role).Distinct().ToArray()))
            .Where(runs => runs.Roles.Length > 1)
            .Select(runs => $"Run '{runs.Key}' is {string.Join(" and ", runs.Roles)}; all its seeds must have one role."),
        .. report.Sweeps.SelectMany(sweep => Unknown(report, $"Sweep '{sweep.Title}'", sweep.Points.Select(point => point.RunName))),
        .. report.Sweeps.SelectMany(sweep =>
            NotFinite($"Sweep '{sweep.Title}'", sweep.Points.Select(point => ("Value", (double?)point.Value)))),
        .. report.Ablations.SelectMany(ablation => Unknown(report, $"Ablation '{ablation.Title}'", ablation.RunNames)),
        .. report.Streams.SelectMany(stream => stream.Points.SelectMany(point =>
            NotFinite($"Stream '{stream.Title}' after {Text(point.Requests)} requests",
                Pairs(point.Model).Concat(Pairs(point.Retrained))))),
    ];

    /// <summary>What is wrong with a run by itself, a sentence each.</summary>
    public static IEnumerable<string> Faults(ReportRun run)
    {
        var owner = $"Run '{run.Name}' with seed {Text(run.Seed)}";
        var name = string.IsNullOrWhiteSpace(run.Name) ? [$"{owner}: Name must not be empty."] : Array.Empty<string>();
        return name.Concat(NotFinite(owner, Pairs(run.Figures)))
            .Concat(run.Curve.SelectMany(point => NotFinite($"{owner}, curve at step {Text(point.Step)}",
            [
                ("Loss", point.Loss), ("Recall", point.Recall), ("ValidationNdcg", point.ValidationNdcg),
                ("ForgetHit", point.ForgetHit), ("ControlHit", point.ControlHit),
            ])))
            .Concat(run.Roc.SelectMany(point => NotFinite($"{owner}, ROC",
                [("FalsePositiveRate", point.FalsePositiveRate), ("TruePositiveRate", point.TruePositiveRate)])));
    }

    private static IEnumerable<(string Name, double? Value)> Pairs(IReadOnlyDictionary<string, double> figures) =>
        figures.Select(figure => (figure.Key, (double?)figure.Value));

    private static IEnumerable<string> NotFinite(string owner, IEnumerable<(string Name, double? Value)> figures) =>
        figures.Where(figure => figure.Value is { } value && !double.IsFinite(value))
            .Select(figure => $"{owner}: {figure.Name} is {Text(figure.Value)}; it must be finite, or be left out.");

    private static IEnumerable<string> Unknown(ForgettingReport report, string owner, IEnumerable<string> names) =>
        names.Where(name => report.Runs.All(run => run.Name != name))
            .Select(name => $"{owner} names the run '{name}', which is not there.");

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
