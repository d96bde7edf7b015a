using Microsoft.ML;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Runs that break off go on to what they would have come to.</summary>
[TestClass]
public sealed class CheckpointTests : CheckpointRuns
{
    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    [DataRow("Popular negatives")]
    public void Training_that_breaks_off_after_any_epoch_goes_on_to_the_same_weights(string model)
    {
        var options = OptionsOf(model);
        var expected = Weights.Of(Train(options with { Checkpoint = null }).Module);

        for (var epoch = 1; epoch <= 7; epoch++)
        {
            BreakOff(epoch, listener => Train(options with { Progress = listener }));
            Assert.IsTrue(System.IO.File.Exists(File));
            Weights.AssertEqual(expected, Weights.Of(Train(options).Module));
            Assert.IsEmpty(Directory.GetFiles(Folder.Path));
        }
    }

    [TestMethod]
    public void Training_that_breaks_off_at_every_epoch_and_writes_some_goes_on_to_the_same_weights()
    {
        var options = Options with { Checkpoint = Checkpoint with { EveryEpochs = 2 } };
        var expected = Weights.Of(Train(options with { Checkpoint = null }).Module);

        BreakOff(3, listener => Train(options with { Progress = listener }));                    // written after 2
        BreakOff(5, listener => Train(options with { Progress = listener }));                    // written after 4
        BreakOff(5, listener => Train(options with { Progress = listener }));
        Weights.AssertEqual(expected, Weights.Of(Train(options).Module));

        CollectionAssert.AreEqual(
            new[] { $"SasRec: goes on after epoch 2, from '{File}'.", $"SasRec: goes on after epoch 4, from '{File}'.", $"SasRec: goes on after epoch 4, from '{File}'." },
            Log.All.Where(line => line.Contains("goes on", StringComparison.Ordinal)).ToArray());
    }

    [TestMethod]
    public void Patience_and_best_weights_survive()
    {
        // Still's ranks never change: the first validation is the best, and patience ends training after epoch 5.
        var options = new StillOptions { Epochs = 50, ValidateEveryEpochs = 1, PatienceEpochs = 4, Seed = 1, Checkpoint = Checkpoint };
        var windows = Views.Window(Context, Views.Split(Context, "u1: a b c d e"));
        var last = 0;

        BreakOff(3, listener => Context.SequentialRecommendation().Trainers.Custom(options with { Progress = listener }).Fit(windows));
        Context.SequentialRecommendation().Trainers
            .Custom(options with { Progress = new Listener<TrainingProgress>(at => last = at.Epoch) }).Fit(windows);

        Assert.AreEqual(5, last);
    }

    [TestMethod]
    public void A_cancelled_training_leaves_its_checkpoint_and_goes_on()
    {
        var expected = Weights.Of(Train(Options with { Checkpoint = null }).Module);
        using var cancellation = new CancellationTokenSource();

        Train(Options with
        {
            CancellationToken = cancellation.Token, Progress = new Listener<TrainingProgress>(at => Cancel(at.Epoch == 4, cancellation)),
        });

        Assert.IsTrue(System.IO.File.Exists(File));
        Weights.AssertEqual(expected, Weights.Of(Train(Options).Module));
    }

    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    public void Unlearning_that_breaks_off_at_any_report_goes_on_to_the_same_weights(string model)
    {
        using var original = Train(OptionsOf(model) with { Checkpoint = null });
        var partitioned = Forgotten(original);
        foreach (StopRule rule in new StopRule[] { new PatienceStop { CheckEveryEpochs = 2, PatienceEpochs = 4 }, new StepStop(9, Every: 3), new NoStop() })
        {
            var options = new SrugaOptions { BatchSize = 8, LearningRate = 1e-3, MaximumEpochs = 6, Seed = 2, Stop = rule, Checkpoint = Checkpoint };
            var reports = new List<UnlearningReport>();
            var expected = Weights.Of(Unlearn(original, partitioned, options with { Checkpoint = null, Progress = new Listener<UnlearningReport>(reports.Add) }));
            Assert.IsGreaterThan(1, reports.Count, rule.ToString());
            foreach (var stopped in reports)
            {
                Assert.ThrowsExactly<BrokenOffException>(() => Unlearn(original, partitioned, options with
                {
                    Progress = new Listener<UnlearningReport>(at => Break(at.Step == stopped.Step)),
                }));
                var resumed = new List<UnlearningReport>();
                Weights.AssertEqual(expected, Weights.Of(Unlearn(original, partitioned, options with { Progress = new Listener<UnlearningReport>(resumed.Add) })));
                CollectionAssert.AreEqual(
                    reports.Where(at => at.Step >= resumed[0].Step).Select(at => (at.Step, at.Loss, at.ForgetHit, at.ControlHit)).ToArray(),
                    resumed.Select(at => (at.Step, at.Loss, at.ForgetHit, at.ControlHit)).ToArray(), rule.ToString());
                Assert.IsEmpty(Directory.GetFiles(Folder.Path));
            }
        }
    }

    [TestMethod]
    public void Retraining_keeps_a_checkpoint_of_its_own_and_never_the_originals()
    {
        using var original = Train(Options);
        var partitioned = Forgotten(original);
        using var expected = Context.Unlearning().Retrain(original, new RetrainOptions { Seed = 4 }).Fit(partitioned);
        Assert.IsEmpty(Directory.GetFiles(Folder.Path));

        var options = new RetrainOptions { Seed = 4, Checkpoint = Checkpoint };
        BreakOff(3, listener => Context.Unlearning()
            .Retrain(original, options with { Recommender = Options with { Progress = listener } }).Fit(partitioned));
        Assert.IsTrue(System.IO.File.Exists(File));
        using var actual = Context.Unlearning().Retrain(original, options).Fit(partitioned);

        Weights.AssertEqual(Weights.Of(expected.Module), Weights.Of(actual.Module));
        Assert.Contains($"SasRec: goes on after epoch 3, from '{File}'.", Log.All);
    }

    [TestMethod]
    public void A_finished_model_is_kept_when_the_checkpoint_cannot_be_deleted()
    {
        var expected = Weights.Of(Train(Options with { Checkpoint = null }).Module);
        var trainer = Context.SequentialRecommendation().Trainers.SasRec(Options with { Checkpoint = Checkpoint with { EveryEpochs = 100 } });
        Directory.CreateDirectory(File); // in the way of the deletion, and never written since no checkpoint is due

        using var model = trainer.Fit(Windows);

        Weights.AssertEqual(expected, Weights.Of(model.Module));
        Assert.StartsWith($"SasRec: checkpoint '{File}' could not be deleted; delete it. ", Log.Warnings.Single());
    }

    [TestMethod]
    public void A_retraining_that_breaks_off_goes_on_though_the_original_was_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using var original = Train(Options with
        {
            CancellationToken = cancellation.Token, Progress = new Listener<TrainingProgress>(at => Cancel(at.Epoch == 4, cancellation)),
        });
        System.IO.File.Delete(File);
        var epochs = 0;

        Assert.AreEqual(default, original.Options.CancellationToken);
        Assert.IsNull(original.Options.Progress);
        Assert.IsNull(original.Options.Checkpoint);
        using var retrained = Context.Unlearning().Retrain(original, new RetrainOptions
        {
            Recommender = original.Options with { Epochs = 3, Progress = new Listener<TrainingProgress>(at => epochs = at.Epoch) },
        }).Fit(Forgotten(original));

        Assert.AreEqual(3, epochs);
    }
}

/// <summary>A rule that stops at a step.</summary>
internal sealed record StepStop(int Step, int Every) : StopRule
{
    public override bool NeedsControls => true;

    public override int StepsBetweenChecks(int stepsPerEpoch) => Every;

    public override bool IsReached(UnlearningProgress progress) => progress.Step >= Step;

    protected override void Check(MLNetUnlearn.Options.OptionProblems problems)
    {
    }
}
