using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Experiments;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Experiments;

/// <summary>A stream against the same done by hand, on a log from which each request is taken out before the next one.</summary>
[TestClass]
public sealed class StreamFigureTests
{
    private int _lastStep;

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
        Assert.AreEqual((double)checkpoint.Cost.GradientSteps!.Value, point.Model["cost.steps"]);
        Assert.AreEqual(checkpoint.Cost.RetrainingSeconds, point.Retrained["cost.seconds"]);
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
        var (current, steps, checkpoints) = (samples.Original, 0, metrics.Checkpoints.GetEnumerator());
        for (var request = 1; request <= 5; request++)
        {
            var windows = Views.Window(
                context,
                samples.Partitioned(samples.SplitWithout(requests.Take(request - 1).SelectMany(batch => batch)), requests[request - 1]),
                PlantedRing.MaximumLength);
            current = context.Unlearning().Sruga(
                current, StreamSamples.Sruga(request, new Listener<UnlearningReport>(report => _lastStep = report.Step))).Fit(windows);
            steps += _lastStep;
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
            Assert.AreEqual(steps, checkpoint.Cost.GradientSteps);
            Assert.IsGreaterThan(0, checkpoint.Cost.RetrainingGradientSteps!.Value);
            Assert.IsGreaterThan(0, checkpoint.Cost.Seconds);
            Assert.IsGreaterThan(0, checkpoint.Cost.RetrainingSeconds);
        }
        Assert.IsLessThan(metrics.Checkpoints[1].Cost.Seconds, metrics.Checkpoints[0].Cost.Seconds);
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
