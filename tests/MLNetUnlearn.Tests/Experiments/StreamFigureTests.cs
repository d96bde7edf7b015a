using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Experiments;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Recommenders.Shards;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Experiments;

/// <summary>A stream against the same done by hand, on a log from which each request is taken out before the next one.</summary>
[TestClass]
public sealed class StreamFigureTests
{
    private int _lastStep;
    private long _lastRows;

    [TestMethod]
    public void A_report_has_a_point_for_each_checkpoint()
    {
        using var samples = new StreamSamples();
        var metrics = samples.Run(new StreamEvaluationOptions { CheckpointsAfter = [2], Negatives = 20, Seed = 4 });

        var report = metrics.ToReport("Requests");

        Assert.AreEqual("Requests", report.Title);
        CollectionAssert.AreEqual(new[] { 2, 5 }, report.Points.Select(point => point.Requests).ToArray());
        var (point, checkpoint) = (report.Points[1], metrics.Checkpoints[1]);
        Assert.AreEqual(checkpoint.Pairs, point.Pairs);
        Assert.AreEqual(checkpoint.SampledForgetting.HitAt(10), point.Model["forgetHit@10.sampled"]);
        Assert.AreEqual(checkpoint.SampledForgetting.Retrained.RecallAt(10), point.Retrained["forgetHit@10.sampled"]);
        Assert.AreEqual(checkpoint.SampledForgetting.SignedGapAt(10), point.Model["gap@10.sampled"]);
        Assert.AreEqual(checkpoint.RetrainedRanking.RecallAt(10), point.Retrained["recall@10"]);
        Assert.AreEqual(checkpoint.Membership!.DifferenceAuc, point.Model["differenceAuc"]);
        var (cost, retraining) = (checkpoint.Cost.Unlearning, checkpoint.Cost.Retraining);
        Assert.AreEqual((double)cost.Steps!.Value, point.Model["cost.steps"]);
        Assert.AreEqual((double)cost.RemainingRows!.Value, point.Model["cost.remainingRows"]);
        Assert.AreEqual(cost.PeakBytes / 1e6, point.Model["cost.peakMegabytes"]);
        Assert.AreEqual(cost.Seconds / retraining.Seconds, point.Model["cost.ofRetrain"]);
        Assert.AreEqual(point.Model["cost.ofRetrain"], checkpoint.Cost.RatioToRetraining);
        Assert.AreEqual(retraining.Seconds, point.Retrained["cost.seconds"]);
        Assert.AreEqual((double)retraining.RemainingRows!.Value, point.Retrained["cost.remainingRows"]);
        Assert.AreEqual(0, point.Retrained["gap@10"]);
    }

    [TestMethod]
    public void A_training_as_the_method_is_counted_too()
    {
        using var samples = new StreamSamples();

        var cost = samples.Context.Unlearning().EvaluateStream(
            samples.Original, samples.Split, samples.Requests.Take(1),
            (current, request) => samples.Context.Unlearning().Retrain(
                current, new RetrainOptions { Seed = 4, Progress = request.Progress }),
            new StreamEvaluationOptions { Seed = 4 }).Checkpoints[0].Cost;

        // It is the reference's own training.
        Assert.IsNotNull(cost.Unlearning.Steps);
        Assert.AreEqual(
            (cost.Retraining.Steps, cost.Retraining.RemainingRows), (cost.Unlearning.Steps, cost.Unlearning.RemainingRows));
    }

    [TestMethod]
    public void All_shards_of_a_reference_are_counted()
    {
        var context = new MLContext(seed: 1);
        var split = ShardUsers.Split(context);
        using var model = ShardUsers.Train(
            context, ShardUsers.Plain with { Recommender = SavedModels.Tiny with { Epochs = 2 } }, Views.Window(context, split));
        var windows = Views.Window(context, Views.Partitioned(context, split, "u3 f"), model.MaximumLength);
        var remaining = 0;
        using (var cursor = windows.GetRowCursor([windows.Schema["IsForget"]]))
        {
            var getter = cursor.GetGetter<bool>(windows.Schema["IsForget"]);
            for (var isForget = false; cursor.MoveNext();)
            {
                getter(ref isForget);
                remaining += isForget ? 0 : 1;
            }
        }

        var cost = context.Unlearning().EvaluateStream(
            model, split, [[new ForgetRequest("u3", "f")]],
            (current, _) => context.Unlearning().Retrain(current, new RetrainOptions { Seed = 1 }),
            new StreamEvaluationOptions { Membership = false }).Checkpoints[0].Cost;

        Assert.AreEqual(2 * remaining, cost.Retraining.RemainingRows); // in two epochs, whatever the shards
        Assert.IsNull(cost.Unlearning.Steps);                          // nobody was told
    }

    [TestMethod]
    public void Every_checkpoint_is_what_evaluating_by_hand_gives()
    {
        using var samples = new StreamSamples();
        var (context, requests) = (samples.Context, samples.Requests);
        Assert.HasCount(5, requests);
        var before = Weights.Of(samples.Original.Module);

        var metrics = samples.Run(new StreamEvaluationOptions { CheckpointsAfter = [2], Negatives = 20, Seed = 4 });

        CollectionAssert.AreEqual(new[] { 2, 5 }, metrics.Checkpoints.Select(checkpoint => checkpoint.Requests).ToArray());
        Assert.IsEmpty(metrics.UnmatchedRequests);
        Weights.AssertEqual(before, Weights.Of(samples.Original.Module));
        var (current, steps, rows, checkpoints) = (samples.Original, 0, 0L, metrics.Checkpoints.GetEnumerator());
        for (var request = 1; request <= 5; request++)
        {
            var windows = Views.Window(
                context,
                samples.Partitioned(samples.SplitWithout(requests.Take(request - 1).SelectMany(batch => batch)), requests[request - 1]),
                PlantedRing.MaximumLength);
            current = context.Unlearning().Sruga(
                current, StreamSamples.Sruga(request, new Listener<UnlearningReport>(
                    report => (_lastStep, _lastRows) = (report.Step, report.RemainingWindows)))).Fit(windows);
            (steps, rows) = (steps + _lastStep, rows + _lastRows);
            if (request is not (2 or 5))
                continue;
            var soFar = samples.Partitioned(samples.Split, requests.Take(request).SelectMany(batch => batch));
            using var retrained = context.Unlearning().Retrain(samples.Original, new RetrainOptions { Seed = 4 })
                .Fit(Views.Window(context, soFar, PlantedRing.MaximumLength));
            Assert.IsTrue(checkpoints.MoveNext());
            var checkpoint = checkpoints.Current;
            AssertSame(context.SequentialRecommendation().Evaluate(current, soFar), checkpoint.Ranking);
            AssertSame(context.SequentialRecommendation().Evaluate(retrained, soFar), checkpoint.RetrainedRanking);
            AssertSame(context.SequentialRecommendation().Evaluate(current, soFar, 20, 4), checkpoint.SampledRanking);
            AssertSame(context.SequentialRecommendation().Evaluate(retrained, soFar, 20, 4), checkpoint.RetrainedSampledRanking);
            AssertSame(context.Unlearning().Evaluate(current, retrained, soFar), checkpoint.Forgetting);
            AssertSame(context.Unlearning().Evaluate(current, retrained, soFar, 20, 4), checkpoint.SampledForgetting);
            var attack = context.Unlearning().EvaluateMembership(current, retrained, soFar, 4);
            Assert.AreEqual(attack.ScoreAuc, checkpoint.Membership!.ScoreAuc);
            Assert.AreEqual(attack.RetrainedLogProbabilityAuc, checkpoint.Membership.RetrainedLogProbabilityAuc);
            Assert.AreEqual(attack.DifferenceAuc, checkpoint.Membership.DifferenceAuc);
            Assert.AreEqual(requests.Take(request).Sum(batch => batch.Length), checkpoint.Pairs);
            var (cost, retraining) = (checkpoint.Cost.Unlearning, checkpoint.Cost.Retraining);
            Assert.AreEqual((steps, rows), (cost.Steps, cost.RemainingRows));
            Assert.IsGreaterThan(0, retraining.Steps!.Value);
            Assert.IsGreaterThan(0, cost.Seconds);
            Assert.IsGreaterThan(0, retraining.Seconds);
            Assert.IsGreaterThan(1 << 20, cost.PeakBytes);
        }
        Assert.IsLessThan(metrics.Checkpoints[1].Cost.Unlearning.Seconds, metrics.Checkpoints[0].Cost.Unlearning.Seconds);
    }

    private static void AssertSame(ForgettingMetrics expected, ForgettingMetrics actual)
    {
        AssertSame(expected.Model, actual.Model);
        AssertSame(expected.Retrained, actual.Retrained);
    }

    private static void AssertSame(SequentialRankingMetrics expected, SequentialRankingMetrics actual)
    {
        Assert.AreEqual(expected.Protocol, actual.Protocol);
        CollectionAssert.AreEqual(expected.Ranks.ToArray(), actual.Ranks.ToArray());
    }
}
