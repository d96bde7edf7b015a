using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetUnlearn.Costs;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Experiments;

/// <summary>Runs variants on one request, one after another, and keeps what came out.</summary>
/// <param name="mlContext">Where estimators are made and progress is told.</param>
/// <param name="original">The model that is to forget.</param>
/// <param name="windows">Partitioned windows.</param>
/// <param name="judge">What is measured of a model.</param>
/// <param name="options">Seeds, listener and token.</param>
internal sealed class SweepRunner(
    MLContext mlContext, SequentialRecommenderTransformer original, IDataView windows,
    Func<RecommenderTransformer, Judgement> judge, SweepOptions options)
{
    public const string Name = "Sweep";

    public static IReadOnlyList<ReportRun> Run(
        MLContext mlContext, SequentialRecommenderTransformer original, IDataView windows, IEnumerable<SweepVariant> variants,
        Func<RecommenderTransformer, Judgement> judge, string folder, SweepOptions options)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(options);
        var all = variants.ToArray();
        options.Check(all, folder);
        return new SweepRunner(mlContext, original, windows, judge, options).Run(all, folder);
    }

    private List<ReportRun> Run(SweepVariant[] variants, string folder)
    {
        original.CheckNotDisposed();
        RecommenderSchema.OfTraining(original.Options, Name, needsForget: true).Added(windows.Schema);
        using var channel = ((IHostEnvironment)mlContext).Register(Name).Start(Name);
        var results = new SweepFolder(folder, channel);
        var request = FingerprintOfRequest();
        var (runs, total) = (new List<ReportRun>(), variants.Sum(variant => SeedsOf(variant).Count()));
        foreach (var variant in variants)
        {
            foreach (var seed in SeedsOf(variant))
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                var fingerprint = FingerprintOf(variant, seed, request);
                var kept = results.Find(variant, seed, fingerprint);
                var run = kept ?? Run(variant, seed);
                if (kept is null)
                    results.Keep(variant, fingerprint, run);
                runs.Add(run);
                channel.Info(
                    MessageSensitivity.None, $"{Name}: {runs.Count} of {total}: '{variant.Name}', seed {seed}{(kept is null ? "" : ", kept")}.");
                options.Progress?.Report(new SweepProgress(runs.Count, total, run, kept is not null));
            }
        }
        return runs;
    }

    // A model that is there is the same whatever the seed, and a run more would make it look sure.
    private IEnumerable<int> SeedsOf(SweepVariant variant) => variant.Model is null ? options.Seeds : options.Seeds.Take(1);

    private ReportRun Run(SweepVariant variant, int seed)
    {
        CurveRecorder? curve = null;
        var made = CostMeter.Measure(recorder => variant.Model ?? Make(variant, seed, curve = new CurveRecorder(recorder)), new CostOptions());
        try
        {
            options.CancellationToken.ThrowIfCancellationRequested(); // it may have been cut
            var judged = CostMeter.Measure(_ => judge(made.Result), new CostOptions());
            var figures = variant.Model is null ? ReportFigures.Of(made.Cost).ToDictionary() : [];
            figures["cost.evaluationSeconds"] = judged.Cost.Seconds;
            Add(judged.Result.Figures, figures, variant, seed);
            return new ReportRun(variant.Name, variant.Role, seed, figures)
            {
                Curve = curve?.Points ?? [], Roc = judged.Result.Roc, Settings = variant.Settings,
            };
        }
        finally
        {
            if (variant.Model is null)
                (made.Result as IDisposable)?.Dispose();
        }
    }

    private RecommenderTransformer Make(SweepVariant variant, int seed, CurveRecorder curve) =>
        variant.Estimator(mlContext, new SweepTrial(original, seed, curve, curve, options.CancellationToken)).Fit(windows);

    private static void Add(
        IReadOnlyDictionary<string, double>? judged, Dictionary<string, double> figures, SweepVariant variant, int seed)
    {
        if (judged is null)
            throw new InvalidOperationException($"{Name}: the judge gave nothing for '{variant.Name}', seed {seed}.");
        foreach (var (name, value) in judged)
        {
            figures[name] = double.IsFinite(value) ? value : throw new InvalidOperationException(FormattableString.Invariant(
                $"{Name}: the judge gave {value} as '{name}' for '{variant.Name}', seed {seed}; leave out what was not measured."));
        }
    }

    private string FingerprintOfRequest()
    {
        using var fingerprint = new RunFingerprint();
        var data = ModelWindows.Read(windows, original, original.Options);
        return fingerprint.Add(data.AppendTo).Add(original.Options).Add(original.Module).Result();
    }

    private string FingerprintOf(SweepVariant variant, int seed, string request)
    {
        using var fingerprint = new RunFingerprint();
        variant.AddTo(fingerprint);
        return fingerprint.Add(seed).Add(options.Protocol ?? "").Add(request).Result();
    }
}
