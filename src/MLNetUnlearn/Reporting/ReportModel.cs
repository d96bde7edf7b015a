namespace MLNetUnlearn.Reporting;

/// <summary>All seeds of one model.</summary>
internal sealed record ReportModel(string Name, ModelRole Role, IReadOnlyList<ReportRun> Runs)
{
    /// <summary>The mean of a figure over the seeds that have it.</summary>
    public MeanInterval? Interval(string metric) => MeanInterval.Of(Values(metric));

    /// <summary>The figure's mean.</summary>
    public double? Mean(string metric) => Interval(metric)?.Mean;

    /// <summary>The figure of every seed that has it.</summary>
    public IEnumerable<double> Values(string metric) =>
        Runs.Where(run => run.Figures.ContainsKey(metric)).Select(run => run.Figures[metric]);

    /// <summary>
    /// The figure less another model's, seed by seed where they have seeds in common, as these had the same requests; less its only
    /// run's where it has one; else of the means.
    /// </summary>
    public MeanInterval? Difference(ReportModel other, string metric) => Paired(other, metric, (own, others) => own - others);

    /// <summary>The figure as a share of another model's, in the same way; none where that is 0.</summary>
    public MeanInterval? Ratio(ReportModel other, string metric) =>
        other.Values(metric).All(value => value > 0) ? Paired(other, metric, (own, others) => own / others) : null;

    /// <summary>The runs that are compared with another model's in <see cref="Difference"/>.</summary>
    public IReadOnlyList<ReportRun> RunsBeside(ReportModel other, string metric)
    {
        ReportRun[] all = [.. Runs.Where(run => run.Figures.ContainsKey(metric))];
        return Pairs(other, metric).Select(pair => pair.Own).ToArray() is { Length: > 0 } paired ? paired : all;
    }

    // One model that was judged once is beside every run.
    private IEnumerable<(ReportRun Own, ReportRun Other)> Pairs(ReportModel other, string metric)
    {
        var (own, others) = (Runs.Where(Has), other.Runs.Where(Has));
        return other.Runs.Count == 1 ? own.SelectMany(run => others, (run, single) => (run, single))
            : own.Join(others, run => run.Seed, run => run.Seed, (run, same) => (run, same));

        bool Has(ReportRun run) => run.Figures.ContainsKey(metric);
    }

    private MeanInterval? Paired(ReportModel other, string metric, Func<double, double, double> combine)
    {
        var pairs = Pairs(other, metric).Select(pair => combine(pair.Own.Figures[metric], pair.Other.Figures[metric])).ToArray();
        return pairs.Length > 0 ? MeanInterval.Of(pairs)
            : Mean(metric) is { } mean && other.Mean(metric) is { } reference ? MeanInterval.Of([combine(mean, reference)]) : null;
    }
}
