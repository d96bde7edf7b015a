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
        var users = Users(mlContext, original);
        var partition = mlContext.Transforms.PartitionForgetRemain(
            interactions.Select(one => new ForgetRequest(one.User, one.Item)),
            new PartitionForgetRemainOptions { UnmatchedRequests = UnmatchedRequestHandling.Report }).Fit(users);
        var occurrences = log.Histories.Sum(history => history.Items.Count(item => interactions.Contains((history.User, item))));
        var report = new RunReport(version, null, default, 0, occurrences, partition.ForgetRows, 0, null, null);
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

    /// <summary>One row per user, coded as the model codes items: what it was taught, and an item that it was not.</summary>
    private IDataView Users(MLContext mlContext, RecommenderTransformer model)
    {
        var rows = mlContext.Data.LoadFromEnumerable(log.Histories.Select(history => new UserRow
        {
            UserId = history.User, Sequence = history.Taught, ValidationItem = history.HeldOut.FirstOrDefault(""),
        }).ToArray());
        var items = mlContext.Data.LoadFromEnumerable(model.AllItems().Select(item => new KeyRow { Item = item }).ToArray());
        return mlContext.Transforms.Conversion.MapValueToKey("Sequence", keyData: items)
            .Append(mlContext.Transforms.Conversion.MapValueToKey("ValidationItem", keyData: items))
            .Fit(rows).Transform(rows);
    }

    // The Newton step measures itself by users who forget nothing, whom the model was taught a pair of, and who held an item out. If there
    // are none, training from scratch is left.
    private (string Name, UnlearningEstimator Estimator) MethodFor(
        MLContext mlContext, SequentialRecommenderTransformer original, IReadOnlySet<(string User, string Item)> interactions,
        LastProgress progress, CancellationToken cancellationToken)
    {
        var asking = interactions.Select(one => one.User).ToHashSet(StringComparer.Ordinal);
        var hasControls = log.Histories.Any(history => !asking.Contains(history.User)
            && history.Taught.Count(original.Knows) > 1 && history.HeldOut.Length > 0 && original.Knows(history.HeldOut[0]));
        UnlearningOptions method = hasControls
            ? new NewtonStepOptions { Seed = options.Seed, Threads = _threads, Progress = progress, CancellationToken = cancellationToken }
            : new RetrainOptions { Seed = options.Seed, Threads = _threads, CancellationToken = cancellationToken };
        return (method.Name, method is NewtonStepOptions step
            ? mlContext.Unlearning().NewtonStep(original, step)
            : mlContext.Unlearning().Retrain(original, (RetrainOptions)method));
    }

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
