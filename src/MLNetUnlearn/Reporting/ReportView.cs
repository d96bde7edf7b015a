namespace MLNetUnlearn.Reporting;

/// <summary>A report put in order for showing: its seeds together, and the metrics that it has.</summary>
internal sealed class ReportView
{
    /// <summary>Of a report.</summary>
    /// <exception cref="InvalidOperationException">It has faults; all are named.</exception>
    public ReportView(ForgettingReport report)
    {
        Report = ReportCheck.Checked(report);
        AllModels = [.. report.Runs.GroupBy(run => run.Name).Select(runs => new ReportModel(runs.Key, runs.First().Role, [.. runs]))];
        var swept = report.Sweeps.SelectMany(sweep => sweep.Points).Select(point => point.RunName).ToHashSet();
        var isOfSweep = AllModels.ToLookup(model => model.Role == ModelRole.Unlearned && swept.Contains(model.Name));
        Models = isOfSweep[false].Any(model => model.Role == ModelRole.Unlearned) ? [.. isOfSweep[false]] : AllModels;
        Metrics = Ordered(report.Runs.SelectMany(run => run.Figures.Keys));
    }

    /// <summary>The report.</summary>
    public ForgettingReport Report { get; }

    /// <summary>All models, in the order of their first runs.</summary>
    public IReadOnlyList<ReportModel> AllModels { get; }

    /// <summary>
    /// The same without the unlearned ones that stand for the points of a sweep, which would bury the others; all where there are no
    /// others.
    /// </summary>
    public IReadOnlyList<ReportModel> Models { get; }

    /// <summary>The metrics that at least one run has, in the order of their columns.</summary>
    public IReadOnlyList<ReportMetric> Metrics { get; }

    /// <summary>The model that was to forget.</summary>
    public ReportModel? Original => Models.FirstOrDefault(model => model.Role == ModelRole.Original);

    /// <summary>What the others are judged beside.</summary>
    public ReportModel? Retrained => Models.FirstOrDefault(model => model.Role == ModelRole.Retrained);

    /// <summary>The models that methods made.</summary>
    public IEnumerable<ReportModel> Unlearned => Models.Where(model => model.Role == ModelRole.Unlearned);

    /// <summary>All seeds, in order.</summary>
    public IReadOnlyList<int> Seeds => [.. Report.Runs.Select(run => run.Seed).Distinct().Order()];

    /// <summary>The metrics of ids, in the order of their columns.</summary>
    public static IReadOnlyList<ReportMetric> Ordered(IEnumerable<string> ids)
    {
        var known = ReportMetrics.All.Select((metric, place) => (metric.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place);
        return
        [
            .. ids.Distinct().Select(ReportMetrics.Of)
                .OrderBy(metric => metric.Group).ThenBy(metric => known.GetValueOrDefault(metric.Id, int.MaxValue)),
        ];
    }

    /// <summary>The model of a name, which is there.</summary>
    public ReportModel Model(string name) => AllModels.First(model => model.Name == name);

    /// <summary>The first of the metrics that the report has; the first one where it has none of them.</summary>
    public ReportMetric FirstOf(params string[] ids) =>
        ids.Select(ReportMetrics.Of).FirstOrDefault(Metrics.Contains) ?? ReportMetrics.Of(ids[0]);
}
