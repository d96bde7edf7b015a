using Microsoft.ML;
using MLNetUnlearn.Experiments;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Experiments;

/// <summary>Streams that are broken off and go on.</summary>
[TestClass]
public sealed class StreamResumeTests
{
    private static readonly StreamEvaluationOptions Options = new() { CheckpointsAfter = [2], Negatives = 20 };

    [TestMethod]
    public void A_stream_that_was_broken_off_goes_on_with_the_same_bits()
    {
        using var samples = new StreamSamples();
        using var folder = new TempFolder();
        var (path, met) = (Path.Combine(folder.Path, "stream"), new List<int>());
        var expected = samples.Run(Options);

        // In the middle of requests 2 and 4: once before any checkpoint, once after one.
        Assert.ThrowsExactly<TimeoutException>(() => Run(breakAt: 2));
        Assert.ThrowsExactly<TimeoutException>(() => Run(breakAt: 4));
        CollectionAssert.AreEqual(Files(2, 3), NamesIn(path));
        var resumed = Run(breakAt: 0);

        // The first is asked for once more each time, to know the stream by.
        CollectionAssert.AreEqual(new[] { 1, 1, 2, 1, 2, 3, 4, 1, 4, 5 }, met);
        AssertSame(expected, resumed);
        CollectionAssert.AreEqual(Files(2, 5), NamesIn(path));
        // All is there: nothing is unlearned or trained again.
        met.Clear();
        var again = Run(breakAt: 1);
        CollectionAssert.AreEqual(new[] { 1 }, met);
        AssertSame(expected, again);
        Assert.AreEqual(resumed.Checkpoints[1].Cost, again.Checkpoints[1].Cost);

        StreamMetrics Run(int breakAt) => samples.Context.Unlearning().EvaluateStream(
            samples.Original, samples.Split, samples.Requests,
            (current, request) =>
            {
                met.Add(request.Number);
                return request.Number == breakAt && met.Count > 1 ? throw new TimeoutException() : samples.Method(current, request);
            },
            Options with { Folder = path });
    }

    [TestMethod]
    public void The_folder_of_another_stream_is_refused()
    {
        using var samples = new StreamSamples();
        using var folder = new TempFolder();
        using var stop = new CancellationTokenSource();
        var options = Options with { Folder = folder.Path };
        stop.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(() => samples.Run(options with { CancellationToken = stop.Token }));
        var files = NamesIn(folder.Path);

        AssertRefused(() => samples.Run(options with { Seed = 9 }));
        AssertRefused(() => samples.Run(options with { CheckpointsAfter = [3] }));
        AssertRefused(() => Evaluate(samples.Split, samples.Method, 4));
        var (user, item) = (samples.Interactions[^1].UserId, samples.Interactions[^1].ItemId);
        AssertRefused(() => Evaluate(samples.SplitWithout([new(user, item)]), samples.Method, 5));
        AssertRefused(() => Evaluate(
            samples.Split,
            (current, request) => samples.Context.Unlearning().Sruga(
                current, StreamSamples.Sruga(request.Number) with { Stop = new PatienceStop() }), 5));

        CollectionAssert.AreEqual(files, NamesIn(folder.Path));

        void Evaluate(
            IDataView split,
            Func<SequentialRecommenderTransformer, StreamRequest, UnlearningEstimator> method, int requests) =>
            samples.Context.Unlearning().EvaluateStream(samples.Original, split, samples.Requests.Take(requests), method, options);

        void AssertRefused(Action run) => Assert.AreEqual(
            $"EvaluateStream: folder '{folder.Path}' is of another stream: data, requests, model, seed, checkpoints, method or reference "
            + "differ. Take another folder, or delete it.",
            Assert.ThrowsExactly<InvalidOperationException>(run).Message);
    }

    private static string[] Files(int checkpoint, int last) =>
    [
        .. new[] { $"request-00000{checkpoint}", $"request-00000{last}", $"retrained-00000{checkpoint}" }
            .Concat(last == 5 ? ["retrained-000005"] : []).SelectMany(name => new[] { name + ".mlnu", name + ".note.mlnu" })
            .Append("run.mlnu").Order(StringComparer.Ordinal),
    ];

    private static string[] NamesIn(string folder) =>
        [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static void AssertSame(StreamMetrics expected, StreamMetrics actual)
    {
        Assert.HasCount(2, expected.Checkpoints);
        Assert.HasCount(2, actual.Checkpoints);
        foreach (var (one, other) in expected.Checkpoints.Zip(actual.Checkpoints))
        {
            CollectionAssert.AreEqual(one.Ranking.Ranks.ToArray(), other.Ranking.Ranks.ToArray());
            CollectionAssert.AreEqual(one.RetrainedSampledRanking.Ranks.ToArray(), other.RetrainedSampledRanking.Ranks.ToArray());
            CollectionAssert.AreEqual(one.Forgetting.Model.Ranks.ToArray(), other.Forgetting.Model.Ranks.ToArray());
            Assert.AreEqual(one.Membership!.DifferenceAuc, other.Membership!.DifferenceAuc);
            Assert.AreEqual(one.Membership.ScoreAuc, other.Membership.ScoreAuc);
            Assert.AreEqual((one.Requests, one.Cost.Unlearning.Steps), (other.Requests, other.Cost.Unlearning.Steps));
            Assert.AreEqual(one.Cost.Retraining.Steps, other.Cost.Retraining.Steps);
        }
    }
}
