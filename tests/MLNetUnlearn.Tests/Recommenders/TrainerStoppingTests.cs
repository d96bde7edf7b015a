using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>Which weights a training run ends with.</summary>
[TestClass]
public sealed partial class TrainerStoppingTests
{
    // A step so large that quality goes up and down from epoch to epoch.
    private static readonly SasRecOptions Restless = PlantedRing.Options with
    {
        LearningRate = 0.05, ValidateEveryEpochs = 1, PatienceEpochs = 4, Epochs = 60,
    };

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void The_best_model_by_validation_is_returned_and_training_ends_the_patience_after_it()
    {
        var split = Split();
        var log = new LogLines(_mlContext, "SasRec");

        var model = PlantedRing.Fit(_mlContext, split, Restless);

        var last = BestLine().Match(log.All[^1]);
        var (epoch, best) = (Number(last, "epoch"), Number(last, "best"));
        Assert.AreEqual(4, epoch - best);
        Assert.IsLessThan(60, epoch);
        Assert.IsGreaterThan(1, best);
        // Trained to the best epoch and no further, the last epoch is the best one.
        var shorter = PlantedRing.Fit(_mlContext, split, Restless with { Epochs = best });
        Weights.AssertEqual(Weights.Of(shorter.Module), Weights.Of(model.Module));
    }

    [TestMethod]
    public void The_validation_figure_is_the_one_that_evaluating_the_returned_model_gives()
    {
        // Sequences without repeated items, short enough for one window: the trainer and the evaluation leave out the same items.
        var split = Views.Split(
            _mlContext, "u1: a b c d e f; u2: c d e f; u3: b c d a; u4: f a b c d; u5: g h i j a; u6: e g i a; u7: h b d f g");
        var log = new LogLines(_mlContext, "SasRec");

        var model = PlantedRing.Fit(_mlContext, split, Restless with { Epochs = 5 });

        var metrics = _mlContext.SequentialRecommendation().Evaluate(model, split, new RankingEvaluationOptions
        {
            TargetColumnName = "ValidationItem", ContextItemColumnName = null,
        });
        var told = BestLine().Match(log.All[^1]).Groups["ndcg"].Value;
        Assert.AreEqual(metrics.NdcgAt(10).ToString("F4", CultureInfo.InvariantCulture), told);
    }

    [TestMethod]
    public void Without_validation_items_the_last_epochs_weights_are_kept()
    {
        var split = Split();
        var options = Restless with { ValidationColumnName = null, Epochs = 5 };

        var everyEpoch = PlantedRing.Fit(_mlContext, split, options);
        var onlyAtTheEnd = PlantedRing.Fit(_mlContext, split, options with { ValidateEveryEpochs = 100, PatienceEpochs = 1 });

        Weights.AssertEqual(Weights.Of(onlyAtTheEnd.Module), Weights.Of(everyEpoch.Module));
    }

    [TestMethod]
    public void Cancelling_in_the_middle_returns_the_best_model_so_far()
    {
        var split = Split();
        using var cancellation = new CancellationTokenSource();
        var log = new LogLines(_mlContext, "SasRec");
        log.Said += line =>
        {
            if (line.StartsWith("SasRec: epoch 3/", StringComparison.Ordinal))
                cancellation.Cancel();
        };
        var options = Restless with { ValidationColumnName = null };

        var cancelled = PlantedRing.Fit(_mlContext, split, options with { CancellationToken = cancellation.Token });

        Assert.AreEqual("SasRec: cancelled in epoch 4.", log.All[^1]);
        var threeEpochs = PlantedRing.Fit(_mlContext, split, options with { Epochs = 3 });
        Weights.AssertEqual(Weights.Of(threeEpochs.Module), Weights.Of(cancelled.Module));
    }

    [TestMethod]
    public void Cancelling_without_validation_returns_the_weights_of_the_last_step()
    {
        var split = Split();
        using var cancellation = new CancellationTokenSource();
        var log = new LogLines(_mlContext, "SasRec");
        log.Said += line =>
        {
            if (line.StartsWith("SasRec: epoch 3/", StringComparison.Ordinal))
                cancellation.Cancel();
        };
        // The weights of epoch 2 are kept beside, lest the third epoch diverge.
        var options = Restless with { ValidationColumnName = null, ValidateEveryEpochs = 2 };

        var cancelled = PlantedRing.Fit(_mlContext, split, options with { CancellationToken = cancellation.Token });

        var threeEpochs = PlantedRing.Fit(_mlContext, split, options with { Epochs = 3 });
        Weights.AssertEqual(Weights.Of(threeEpochs.Module), Weights.Of(cancelled.Module));
    }

    [GeneratedRegex(@"^SasRec: epoch (?<epoch>\d+)/\d+, loss \d\.\d{4}, best validation NDCG@10 (?<ndcg>0\.\d{4}) \(epoch (?<best>\d+)\)")]
    private static partial Regex BestLine();

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private IDataView Split() => Views.Split(_mlContext, PlantedRing.Interactions(users: 40));
}
