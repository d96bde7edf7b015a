using MLNetUnlearn.Evaluation.Relearning;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Relearning;

/// <summary>Steps that are known by construction; see <see cref="HiddenMemory"/>.</summary>
[TestClass]
public sealed class RelearningStepsTests
{
    private readonly HiddenMemory _memory = new();

    [TestMethod]
    public void Hidden_memory_comes_back_in_fewer_steps()
    {
        // No metric of ranks tells the two apart: neither finds a pair.
        var metrics = _memory.Evaluate(_memory.After(4, 8), _memory.After(20, 32));

        Assert.AreEqual((0.0, 0.0), (metrics.ModelCurve[0].Hit, metrics.RetrainedCurve[0].Hit));
        Assert.AreEqual((1.0, 1.0), (metrics.OriginalHit, metrics.Goal));
        Assert.AreEqual(8, metrics.ModelSteps);
        Assert.AreEqual(32, metrics.RetrainedSteps);
        Assert.AreEqual(0.25, metrics.Ratio);
    }

    [TestMethod]
    public void The_curve_tells_of_every_look()
    {
        var metrics = _memory.Evaluate(_memory.After(2, 4), _memory.After(7, 13), new() { CheckEverySteps = 5 });

        CollectionAssert.AreEqual(new RelearningPoint[] { new(0, 0), new(5, 1) }, metrics.ModelCurve.ToArray());
        CollectionAssert.AreEqual(
            new RelearningPoint[] { new(0, 0), new(5, 0), new(10, 0.5), new(15, 1) }, metrics.RetrainedCurve.ToArray());
        Assert.AreEqual((5, 15), (metrics.ModelSteps, metrics.RetrainedSteps));
    }

    [TestMethod]
    public void The_original_has_nothing_to_learn()
    {
        var metrics = _memory.Evaluate(_memory.Original, _memory.After(3, 6));

        CollectionAssert.AreEqual(new RelearningPoint[] { new(0, 1) }, metrics.ModelCurve.ToArray());
        Assert.AreEqual(0, metrics.ModelSteps);
        Assert.AreEqual(6, metrics.RetrainedSteps);
        Assert.AreEqual(0, metrics.Ratio);
    }

    [TestMethod]
    public void Models_that_differ_elsewhere_only_need_as_many_steps()
    {
        var one = _memory.Model("b>x -0.00055; d>y -0.00055; b>i1 3; i1>i2 2");
        var other = _memory.Model("b>x -0.00055; d>y -0.00055; d>i9 4; i3>i2 -2");

        Assert.AreEqual(1, _memory.Evaluate(one, other).Ratio);
    }

    [TestMethod]
    public void A_share_of_the_way_is_counted_from_the_retrained_model()
    {
        // The retrained model finds none of two pairs and the original both.
        var metrics = _memory.Evaluate(_memory.After(3, 9), _memory.After(6, 18), new() { GoalShare = 0.5, CheckEverySteps = 1 });

        Assert.AreEqual((1.0, 0.5), (metrics.OriginalHit, metrics.Goal));
        Assert.AreEqual((3, 6), (metrics.ModelSteps, metrics.RetrainedSteps));
    }

    [TestMethod]
    public void Both_learn_by_the_loss_of_the_original()
    {
        // Softmax lowers all others as fast as it raises the target, so that they meet half-way.
        var original = _memory.Model("b>x 5; d>y 5", new TableOptions { Loss = new SoftmaxCrossEntropyLoss() });

        var metrics = _memory.Context.Unlearning().EvaluateRelearning(
            original, _memory.After(4, 8), _memory.After(12, 16), _memory.View,
            new RelearningEvaluationOptions { LearningRate = HiddenMemory.LearningRate, CheckEverySteps = 1 });

        Assert.AreEqual((4, 8), (metrics.ModelSteps, metrics.RetrainedSteps));
    }

    [TestMethod]
    public void Without_a_way_to_go_there_is_no_ratio()
    {
        var metrics = _memory.Evaluate(_memory.After(3, 9), _memory.Original);

        Assert.AreEqual((9, 0), (metrics.ModelSteps, metrics.RetrainedSteps));
        Assert.IsNull(metrics.Ratio);
    }

    [TestMethod]
    [DataRow(true, DisplayName = "the judged one")]
    [DataRow(false, DisplayName = "the retrained one")]
    public void A_model_that_never_comes_back_is_given_up(bool isJudged)
    {
        var (still, other) = (_memory.Fit(new StillOptions()), _memory.After(3, 6));

        var metrics = isJudged
            ? _memory.Evaluate(still, other, new() { CheckEverySteps = 3, MaximumSteps = 7 })
            : _memory.Evaluate(other, still, new() { CheckEverySteps = 3, MaximumSteps = 7 });

        Assert.AreEqual(isJudged ? null : 6, metrics.ModelSteps);
        Assert.AreEqual(isJudged ? 6 : null, metrics.RetrainedSteps);
        Assert.IsNull(metrics.Ratio);
        Assert.AreEqual(7, metrics.MaximumSteps);
        var curve = isJudged ? metrics.ModelCurve : metrics.RetrainedCurve;
        CollectionAssert.AreEqual(new[] { 0, 3, 6, 7 }, curve.Select(point => point.Step).ToArray());
    }

    [TestMethod]
    [DataRow(100, "100 random negatives")]
    [DataRow(null, "full ranking")]
    public void The_goal_is_what_the_original_has_by_the_same_protocol(int? negatives, string protocol)
    {
        var half = _memory.Model("b>x 5");
        var retrained = _memory.After(5, 9);
        var expected = _memory.Context.Unlearning().Evaluate(half, retrained, _memory.View, negatives);

        var metrics = _memory.Context.Unlearning().EvaluateRelearning(half, half, retrained, _memory.View, negatives);

        Assert.AreEqual(expected.HitAt(10), metrics.Goal);
        Assert.AreEqual(0.5, metrics.Goal);
        Assert.AreEqual((protocol, 2), (metrics.Protocol, metrics.Count));
    }

    [TestMethod]
    public void Hits_are_taken_of_as_many_pairs_as_asked_for()
    {
        var metrics = _memory.Evaluate(_memory.Original, _memory.After(5, 5), new() { MaximumPairs = 1, CheckEverySteps = 1 });

        Assert.AreEqual(1, metrics.Count);
        Assert.AreEqual(5, metrics.RetrainedSteps);
    }
}
