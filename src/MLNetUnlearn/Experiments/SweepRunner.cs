using Microsoft.ML;
using Microsoft.ML.Runtime;
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
        var results = new ResultFolder(Name, folder, channel);
        var request = FingerprintOfRequest();
        var (runs, total) = (new List<ReportRun>(), variants.Sum(variant => SeedsOf(variant).Count()));
        foreach (var variant in variants)
        {
            foreach (var seed in SeedsOf(variant))
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                var fingerprint = FingerprintOf(variant, seed, request);
                var blank = new ReportRun(variant.Name, variant.Role, seed, new Dictionary<string, double>()) { Settings = variant.Settings };
                var kept = results.Find(variant.Name, seed, fingerprint);
                var run = kept is null ? Run(variant, blank) : kept with { Role = blank.Role, Settings = blank.Settings };
                if (kept is null)
                    results.Keep(variant.Text, fingerprint, run);
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

    private ReportRun Run(SweepVariant variant, ReportRun blank) => variant.Model is { } model
        ? JudgedRun.OfModel(Name, blank, model, judge, options.CancellationToken)
        : JudgedRun.Of(Name, blank, curve => Make(variant, blank.Seed, curve), judge, options.CancellationToken);

    private RecommenderTransformer Make(SweepVariant variant, int seed, CurveRecorder curve) =>
        variant.Estimator(mlContext, new SweepTrial(original, seed, curve, curve, options.CancellationToken)).Fit(windows);

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
