using System.Diagnostics;
using Microsoft.ML;
using MLNetUnlearn;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;
using NextItem.WebApi.Shop;

namespace NextItem.WebApi.Forgetting;

/// <summary>Makes a model that has forgotten from the one that serves. This file is the one to copy from.</summary>
internal sealed class Unlearner(ShopOptions options, StateFolder folder, ShopLog log)
{
    // The rest is for the predictions meanwhile.
    private readonly int _threads = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Reads the model of one version and writes the next.</summary>
    /// <param name="version">The version that serves. The file stays as it is.</param>
    /// <param name="interactions">What is to be forgotten; it is still in the log.</param>
    /// <param name="cancellationToken">Cancelling leaves nothing behind.</param>
    /// <returns>What was done; of the same version if the model was taught none of it and no file was written.</returns>
    public RunReport Run(
        int version, IReadOnlySet<(string User, string Item)> interactions, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var mlContext = new MLContext(options.Seed);
        using var original = mlContext.Model.LoadPackage(folder.Model(version));
        var users = Users(mlContext, original, interactions);
        var partition = mlContext.Transforms.PartitionForgetRemain(
            interactions.Select(one => new ForgetRequest(one.User, one.Item)),
            new PartitionForgetRemainOptions { UnmatchedRequests = UnmatchedRequestHandling.Report }).Fit(users);
        var report = new RunReport(
            version, null, default, 0, partition.ForgottenOccurrences, partition.ForgetRows, 0, null, null);
        if (partition.ForgetRows > 0)
        {
            var progress = new LastProgress();
            var method = MethodFor(mlContext, original, interactions, progress, cancellationToken);
            using var unlearned = mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: original.MaximumLength)
                .Append(method.Estimator).Fit(partition.Transform(users)).LastTransformer;
            cancellationToken.ThrowIfCancellationRequested(); // half unlearned is not forgotten
            mlContext.Model.SavePackage(unlearned, folder.Model(version + 1));
            report = report with
            {
                Version = version + 1, Method = method.Name,
                ForgetHit = progress.Last?.ForgetHit, ControlHit = progress.Last?.ControlHit,
            };
        }
        return report with { Finished = DateTimeOffset.UtcNow, Seconds = clock.Elapsed.TotalSeconds };
    }

    /// <summary>One row per user, coded as the model codes items.</summary>
    private IDataView Users(MLContext mlContext, RecommenderTransformer model, IReadOnlySet<(string User, string Item)> interactions)
    {
        var asking = Asking(interactions);
        var rows = mlContext.Data.LoadFromEnumerable(
            log.Histories.Select(history => RowOf(history, asking.Contains(history.User))).ToArray());
        var items = mlContext.Data.LoadFromEnumerable(model.AllItems().Select(item => new KeyRow { Item = item }).ToArray());
        return mlContext.Transforms.Conversion.MapValueToKey("Sequence", keyData: items)
            .Append(mlContext.Transforms.Conversion.MapValueToKey("ValidationItem", keyData: items))
            .Fit(rows).Transform(rows);
    }

    // Held-out items say how pairs look that the model never saw. Of those who ask, everything is in the sequence, so that what was held
    // out can be forgotten too.
    private static UserRow RowOf(History history, bool asks) => asks
        ? new UserRow { UserId = history.User, Sequence = [.. history.Items] }
        : new UserRow { UserId = history.User, Sequence = history.Taught, ValidationItem = history.HeldOut.FirstOrDefault("") };

    // The Newton step measures itself by users who held something out and forget nothing. If there are none, training from scratch is left.
    private (string Name, UnlearningEstimator Estimator) MethodFor(
        MLContext mlContext, SequentialRecommenderTransformer original, IReadOnlySet<(string User, string Item)> interactions,
        LastProgress progress, CancellationToken cancellationToken)
    {
        var asking = Asking(interactions);
        var hasControls = log.Histories.Any(
            history => history is { Taught.Length: > 0, HeldOut.Length: > 0 } && !asking.Contains(history.User));
        UnlearningOptions method = hasControls
            ? new NewtonStepOptions { Seed = options.Seed, Threads = _threads, Progress = progress, CancellationToken = cancellationToken }
            : new RetrainOptions { Seed = options.Seed, Threads = _threads, CancellationToken = cancellationToken };
        return (method.Name, method is NewtonStepOptions step
            ? mlContext.Unlearning().NewtonStep(original, step)
            : mlContext.Unlearning().Retrain(original, (RetrainOptions)method));
    }

    private static HashSet<string> Asking(IReadOnlySet<(string User, string Item)> interactions) =>
        interactions.Select(one => one.User).ToHashSet(StringComparer.Ordinal);

    private sealed class LastProgress : IProgress<UnlearningReport>
    {
        public UnlearningReport? Last { get; private set; }

        public void Report(UnlearningReport value) => Last = value;
    }

    private sealed class UserRow
    {
        public string UserId { get; set; } = "";

        public string[] Sequence { get; set; } = [];

        public string ValidationItem { get; set; } = "";
    }

    private sealed class KeyRow
    {
        public string Item { get; set; } = "";
    }
}
