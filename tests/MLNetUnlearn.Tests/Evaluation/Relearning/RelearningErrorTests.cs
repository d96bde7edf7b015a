using MLNetUnlearn.Evaluation.Relearning;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Evaluation.Relearning;

/// <summary>What relearning refuses, and in which words.</summary>
[TestClass]
public sealed class RelearningErrorTests
{
    private readonly HiddenMemory _memory = new();

    [TestMethod]
    public void Options_out_of_range_are_named_together()
    {
        var model = _memory.Original;

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _memory.Context.Unlearning().EvaluateRelearning(
            model, model, model, _memory.View, new RelearningEvaluationOptions
            {
                Negatives = 0, GoalShare = 0, LearningRate = 0, BatchSize = 0, CheckEverySteps = 0, MaximumSteps = 0, MaximumPairs = 0,
            }));

        StringAssert.StartsWith(
            error.Message,
            "RelearningEvaluationOptions: Negatives is 0; it must be at least 1. GoalShare is 0; it must be above 0 and at most 1. " +
            "LearningRate is 0; it must be a finite number above 0. BatchSize is 0; it must be at least 1. " +
            "CheckEverySteps is 0; it must be at least 1. MaximumSteps is 0; it must be at least 1. MaximumPairs is 0; it must be at least 1.");
    }

    [TestMethod]
    public void Models_that_count_cannot_relearn()
    {
        var counted = _memory.Context.SequentialRecommendation().Trainers.Popularity().Fit(Views.Window(_memory.Context, _memory.View, 6));

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _memory.Evaluate(counted, _memory.Original));

        Assert.AreEqual(
            "EvaluateRelearning: Popularity has counted: it takes no steps, and there is nothing to fine-tune. Evaluate judges it by ranks.",
            error.Message);
    }

    [TestMethod]
    public void There_must_be_a_pair_to_relearn()
    {
        var view = Views.Partitioned(_memory.Context, Views.Split(_memory.Context, "f1: a b x p q; c1: a g k t"), "f1 a");
        var model = NamedScores.Model(_memory.Context, view, "");

        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => _memory.Context.Unlearning().EvaluateRelearning(model, model, model, view));

        Assert.AreEqual(
            "EvaluateRelearning: there is nothing to relearn: no row to forget has items in 'Sequence' and an item in 'Target'.",
            error.Message);
    }

    [TestMethod]
    public void All_models_must_take_contexts_of_one_length()
    {
        var shorter = NamedScores.Model(_memory.Context, _memory.View, "", maximumLength: 5);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _memory.Evaluate(_memory.Original, shorter));

        Assert.AreEqual(
            "EvaluateRelearning: the original takes contexts of 6 items and another model of 5; all must meet the same ones.", error.Message);
    }

    [TestMethod]
    public void A_loss_that_is_no_number_is_an_error()
    {
        var broken = _memory.Fit(new StillOptions { GoodSteps = 3 });

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _memory.Evaluate(broken, _memory.After(3, 6)));

        Assert.AreEqual(
            "EvaluateRelearning: Still: the loss became NaN at step 4; a lower LearningRate may help.", error.Message);
    }

    [TestMethod]
    public void Disposed_models_are_refused()
    {
        var disposed = _memory.After(3, 6);
        disposed.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => _memory.Evaluate(disposed, _memory.Original));
    }

    [TestMethod]
    public void Cancelling_ends_it()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsExactly<OperationCanceledException>(() => _memory.Evaluate(
            _memory.After(3, 6), _memory.After(3, 6), new() { CancellationToken = source.Token }));
    }
}
