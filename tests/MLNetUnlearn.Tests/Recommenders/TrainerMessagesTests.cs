using System.Text.RegularExpressions;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>What a trainer tells, with a model whose loss (2 ln 2) and ranks are known.</summary>
[TestClass]
public sealed class TrainerMessagesTests
{
    // Five items, and after a, b, c the ranking is among d, the validation item, and e: all score 0, so d comes second, 1/log2(3) = 0.6309.
    private const string Users = "u1: a b c d e";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly LogLines _log;

    public TrainerMessagesTests() => _log = new LogLines(_mlContext, "Still");

    [TestMethod]
    public void Every_epoch_tells_its_loss_the_best_validation_so_far_and_the_time_left()
    {
        Train(new StillOptions { Epochs = 3, ValidateEveryEpochs = 2 });

        AssertLines(
            "Still: epoch 1/3, loss 1.3863, at most # s left",
            "Still: epoch 2/3, loss 1.3863, best validation NDCG@10 0.6309 (epoch 2), at most # s left",
            "Still: epoch 3/3, loss 1.3863, best validation NDCG@10 0.6309 (epoch 2), at most 0 s left");
        Assert.IsEmpty(_log.Warnings);
    }

    [TestMethod]
    public void A_listener_is_told_the_same()
    {
        var told = new List<TrainingProgress>();

        Train(new StillOptions { Epochs = 3, ValidateEveryEpochs = 2, Progress = new Listener<TrainingProgress>(told.Add) });

        // One window, so one step an epoch; the loss is 2 ln 2.
        CollectionAssert.AreEqual(new[] { (1, 3, 1L, 0), (2, 3, 2, 2), (3, 3, 3, 2) },
            told.Select(at => (at.Epoch, at.Epochs, at.Step, at.BestEpoch)).ToArray());
        Assert.IsTrue(told.All(at => Math.Abs(at.Loss - (2 * Math.Log(2))) < 1e-6));
        Assert.IsNull(told[0].BestValidationNdcg);
        Assert.AreEqual(1 / Math.Log2(3), told[1].BestValidationNdcg!.Value, 1e-12);
        Assert.AreEqual(TimeSpan.Zero, told[2].TimeLeft);
    }

    [TestMethod]
    public void Without_validation_items_there_is_no_word_of_validation()
    {
        Train(new StillOptions { Epochs = 2, ValidateEveryEpochs = 1, ValidationColumnName = null });

        AssertLines("Still: epoch 1/2, loss 1.3863, at most # s left", "Still: epoch 2/2, loss 1.3863, at most 0 s left");
    }

    [TestMethod]
    public void Sampled_validation_ranks_among_as_many_negatives_as_asked_for()
    {
        Train(new StillOptions { Epochs = 1, ValidationNegatives = 3 });

        // The user has a, b, c and d: every negative is e, and ties count against the model: rank 4, 1/log2(5) = 0.4307.
        AssertLines("Still: epoch 1/1, loss 1.3863, best validation NDCG@10 0.4307 (epoch 1), at most 0 s left");
    }

    [TestMethod]
    [DataRow(1, 4, 5)]
    [DataRow(2, 4, 6)]                                                                           // validated at 2, 4 and 6
    [DataRow(3, 1, 6)]
    public void Training_stops_when_validation_has_not_improved_for_the_patience(int every, int patience, int lastEpoch)
    {
        Train(new StillOptions { Epochs = 100, ValidateEveryEpochs = every, PatienceEpochs = patience });

        Assert.StartsWith($"Still: epoch {lastEpoch}/100, ", _log.All[^1]);
        Assert.HasCount(lastEpoch, _log.All);
    }

    [TestMethod]
    public void A_token_cancelled_beforehand_gives_a_usable_model_at_once()
    {
        var model = Train(new StillOptions { CancellationToken = new CancellationToken(canceled: true) });

        CollectionAssert.AreEqual(new[] { "Still: cancelled in epoch 1." }, _log.All);
        var split = Views.Split(_mlContext, Users);
        Assert.AreEqual(1, _mlContext.SequentialRecommendation().Evaluate(model, split).Count);
    }

    [TestMethod]
    public void A_loss_that_is_no_number_before_there_is_a_model_ends_training_with_an_error()
    {
        var exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => Train(new StillOptions { GoodSteps = 1, ValidateEveryEpochs = 5 }));

        Assert.AreEqual(
            "Still: the loss became NaN at step 2 (epoch 2); a lower LearningRate or a GradientNormBound may help. " +
            "There is no earlier model to keep.",
            exception.Message);
    }

    [TestMethod]
    public void A_loss_that_is_no_number_later_ends_training_with_a_warning_and_the_last_good_model()
    {
        var model = Train(new StillOptions { GoodSteps = 3, ValidateEveryEpochs = 1 });

        const string Warning = "Still: the loss became NaN at step 4 (epoch 4); a lower LearningRate or a GradientNormBound may help. " +
            "The model of epoch 1 is kept.";
        CollectionAssert.AreEqual(new[] { Warning }, _log.Warnings);
        Assert.AreEqual(Warning, _log.All[^1]);
        Assert.HasCount(4, _log.All);
        Assert.IsTrue(Weights.Of(model.Module).Values.All(values => values.All(float.IsFinite)));
    }

    [TestMethod]
    public void Scores_that_are_no_numbers_in_the_first_validation_end_training_with_an_error()
    {
        var exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => Train(new StillOptions { GoodEvaluations = 0, ValidateEveryEpochs = 2 }));

        Assert.AreEqual(
            "Still: scores became NaN in epoch 2; a lower LearningRate or a GradientNormBound may help. There is no earlier model to keep.",
            exception.Message);
    }

    [TestMethod]
    public void Scores_that_are_no_numbers_in_a_later_validation_end_training_with_a_warning()
    {
        Train(new StillOptions { GoodEvaluations = 1, ValidateEveryEpochs = 2 });

        CollectionAssert.AreEqual(
            new[]
            {
                "Still: scores became NaN in epoch 4; a lower LearningRate or a GradientNormBound may help. " +
                "The model of epoch 2 is kept.",
            },
            _log.Warnings);
    }

    private SequentialRecommenderTransformer Train(StillOptions options) =>
        _mlContext.SequentialRecommendation().Trainers.Custom(options with { Seed = 1 })
            .Fit(Views.Window(_mlContext, Views.Split(_mlContext, Users)));

    // '#' stands for a number of seconds.
    private void AssertLines(params string[] expected)
    {
        Assert.HasCount(expected.Length, _log.All);
        for (var i = 0; i < expected.Length; i++)
            Assert.MatchesRegex($"^{Regex.Escape(expected[i]).Replace("\\#", "\\d+", StringComparison.Ordinal)}$", _log.All[i]);
    }
}
