using MLNetUnlearn.Experiments;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>Everything that can be measured of some methods, for one seed after another.</summary>
internal sealed class ReportStudy(ResultFolder folder, string[] methods, double[] weights, bool withAblations)
{
    private const string Original = "original";
    private const string Retrained = "Retrain";
    private const string OtherRetrained = "Retrain, other seed";
    private const string Sweep = "SRUGA";

    private static readonly string[] Parts = ["ga", "ft", "kl", "ga-ft", "ga-kl", "ft-kl", "sruga"];

    private readonly ValueSweep? _sweep = weights.Length == 0 ? null : SweepVariants.OfValues(
        Sweep, nameof(SrugaOptions.GradientAscentWeight), new SrugaOptions { FineTuningWeight = 1, DivergenceWeight = 0.25, LearningRate = 1e-3 },
        weights, (options, value) => options with { GradientAscentWeight = value });

    public IReadOnlyList<ReportRun> Run(ForgettingTask task)
    {
        using var references = new References(folder, task);
        var ((original, originalSeconds), (retrained, seconds)) = (references.Get(References.Original), references.Get(References.Retrain));
        var (other, otherSeconds) = references.Get(References.OtherRetrain);
        task.WarmUp(original);
        var runs = task.MLContext.Unlearning().EvaluateSweep(
            original, retrained, task.Partitioned,
            [
                new SweepVariant(Original, original, ModelRole.Original), new SweepVariant(Retrained, retrained, ModelRole.Retrained),
                .. Methods().Select(name => new SweepVariant(name, BenchmarkMethods.Get(name).Plain!)),
                new SweepVariant(OtherRetrained, other, ModelRole.Unlearned),
                .. _sweep?.Variants ?? [],
            ],
            folder.PathOf($"report-{task.Model}-{task.Size}-{task.Seed}".ToLowerInvariant()), new SweepOptions { Seeds = [task.Seed] });
        var trained = new Dictionary<string, double>
        {
            [Original] = originalSeconds, [Retrained] = seconds, [OtherRetrained] = otherSeconds,
        };
        return [.. runs.Select(run => WithCosts(run, trained.GetValueOrDefault(run.Name), seconds))];
    }

    /// <summary>What the runs of all seeds are on a page.</summary>
    public ForgettingReport ReportOf(ReportSetting setting, IReadOnlyList<ReportRun> runs) => new()
    {
        Setting = setting,
        Runs = runs,
        Sweeps = _sweep is null ? [] : [_sweep.Report],
        Ablations = withAblations ? [new ReportComparison("SRUGA, and what its parts do alone", Parts)] : [],
    };

    private IEnumerable<string> Methods() => withAblations ? methods.Concat(Parts).Distinct() : methods;

    private static ReportRun WithCosts(ReportRun run, double trained, double retrain)
    {
        var figures = run.Figures.ToDictionary();
        if (trained > 0)
            figures["cost.seconds"] = trained;
        else
            figures["cost.ofRetrain"] = figures["cost.seconds"] / retrain;
        return run with { Figures = figures };
    }
}
