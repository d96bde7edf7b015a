using Microsoft.ML;
using MLNetUnlearn.Cli.Models;
using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Cli.Settings;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Cli.Forgetting;

/// <summary>
/// Forgets. Models are made one after another and kept with the project's run states until all are there; then the outputs are written, and
/// last of all the log is replaced. Broken off anywhere, the same command goes on.
/// </summary>
internal sealed class ForgetJob(Run run, ForgetPlan plan)
{
    private readonly MLContext _mlContext = run.Context(plan.Seed);

    public ForgetResult Forget(Project project, IReadOnlyList<Wish>? wishes)
    {
        var log = project.Read();
        var asked = wishes is null ? null : MatchedRequests.Of(wishes, log);
        var model = ModelFile.Read(_mlContext, plan.Model);
        using var closing = model as IDisposable;
        if (model is CountingRecommenderTransformer && !plan.Method.IsExact)
            throw new UsageException($"A model that counts ({model.Options.Name}) has no weights to change; use --method retrain.");
        var users = ItemSequences.HeldOut(_mlContext, log, model.AllItems());
        var requests = asked ?? Drawn(users);
        var isKept = plan.Keep is not null && Kept.IsOf(plan.Keep, project, requests);
        var remaining = requests.Without(log);
        if (remaining.Interactions.Count == 0)
            throw new DataException($"Nothing would remain of '{plan.Folder}'.");

        // What the model does not know is not there to be forgotten by it, but is erased from the log all the same.
        var partition = _mlContext.Transforms.PartitionForgetRemain(requests.All, new PartitionForgetRemainOptions
        {
            UnmatchedRequests = UnmatchedRequestHandling.Report,
        }).Fit(users);
        var windows = _mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: model.MaximumLength);
        var partitioned = partition.Transform(users);
        using var state = project.States.Of("forget", Decisive(project, requests));
        var unlearned = Made(state, "out", model, plan.Method, plan.Options, windows, partitioned);
        using var closingUnlearned = unlearned.Model as IDisposable;
        var retrained = plan.Retrain is null ? null
            : Made(state, "retrain", model, MethodCatalog.Get("retrain"), new RetrainOptions(), windows, partitioned);
        using var closingRetrained = retrained?.Model as IDisposable;

        run.Token.ThrowIfCancellationRequested();
        var left = new ItemSequences(_mlContext, remaining.All, model.AllItems());
        var costs = new MakingCosts();
        Write(unlearned, left, plan.Output, costs);
        if (retrained is not null)
            Write(retrained, left, plan.Retrain!, costs);
        if (plan.Keep is { } keep && !isKept)
            Kept.Write(keep, project, log, requests, costs);
        project.Replace(remaining);
        return ForgetResult.Of(plan, partition, requests, log.Interactions.Count - remaining.Interactions.Count, project.Manifest.Size);
    }

    private MatchedRequests Drawn(IDataView users)
    {
        var drawn = _mlContext.Unlearning().SampleForgetRequests(users, userFraction: plan.Sample!.Value, seed: plan.Seed);
        return drawn.Count > 0 ? new MatchedRequests(drawn) : throw new DataException(
            "--sample draws nothing: no user drawn has enough interactions to forget one: 5 at least, the last two of which are held out.");
    }

    private IEnumerable<string> Decisive(Project project, MatchedRequests requests)
    {
        return
        [
            plan.Method.Name, OptionsText.Of(plan.Options), $"{plan.Seed}", project.Manifest.Sha256,
            FileHash.Of(plan.Model), RequestFile.Text(requests.All),
        ];
    }

    private void Write(MadeModel made, ItemSequences sequences, string file, MakingCosts costs)
    {
        ModelFile.Write(_mlContext, made.Model, sequences, file);
        costs.Add(file, made.Cost);
    }

    private MadeModel Made(
        RunState state, string part, RecommenderTransformer model, Method method, UnlearningOptions options,
        IEstimator<ITransformer> windows, IDataView partitioned)
    {
        var done = state.FileOf($"{part}.mlnu");
        if (File.Exists(done))
            return new(ModelFile.Read(_mlContext, done), null);
        var checkpoint = state.FileOf($"{part}.checkpoint");
        var isWhole = !File.Exists(checkpoint); // of a run that goes on, the time so far is not known
        using var progress = new ProgressLine(method.Name, run.Screen.Error);
        CurveRecorder? curve = null;
        var measured = _mlContext.Unlearning().MeasureCost(costs =>
        {
            var listener = new Listeners(progress, curve = new CurveRecorder(costs));
            var with = new MethodRun(plan.Seed, plan.Threads, checkpoint, listener, listener, run.Token);
            var maker = model is SequentialRecommenderTransformer network
                ? method.Create(_mlContext, network, with.Over(options)) : ModelKinds.Trainer(_mlContext, model.Options);
            return windows.Append(maker).Fit(partitioned).LastTransformer;
        });
        var made = run.Whole(measured.Result!);
        _mlContext.Model.SavePackage(made, done);
        return new(made, isWhole ? new MakingCost(measured.Cost, curve!.Points) : null);
    }

    private sealed record MadeModel(RecommenderTransformer Model, MakingCost? Cost);

    private sealed class Listeners(ProgressLine line, CurveRecorder curve) : IProgress<TrainingProgress>, IProgress<UnlearningReport>
    {
        public void Report(TrainingProgress value)
        {
            line.Report(value);
            curve.Report(value);
        }

        public void Report(UnlearningReport value)
        {
            line.Report(value);
            curve.Report(value);
        }
    }
}
