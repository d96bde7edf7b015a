using Microsoft.ML;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Recommenders.Negatives;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Runs that end early and go on, in one process; the other tests kill processes.</summary>
[TestClass]
public sealed class CheckpointTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TempFolder _folder = new();
    private readonly LogLines _log;
    private readonly IDataView _split;
    private readonly IDataView _windows;

    public CheckpointTests()
    {
        _log = new LogLines(_mlContext, "SasRec", "Sruga", "Retrain");
        _split = Views.Split(_mlContext, PlantedRing.Interactions(users: 60));
        _windows = Views.Window(_mlContext, _split, PlantedRing.MaximumLength);
    }

    private string File => _folder.File("run.checkpoint");

    private CheckpointOptions Checkpoint => new() { FilePath = File };

    private SasRecOptions Options => PlantedRing.Options with { Epochs = 7, ValidateEveryEpochs = 2, Checkpoint = Checkpoint };

    public void Dispose() => _folder.Dispose();

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
            Assert.IsEmpty(Directory.GetFiles(_folder.Path));
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
            _log.All.Where(line => line.Contains("goes on", StringComparison.Ordinal)).ToArray());
    }

    [TestMethod]
    public void Patience_and_best_weights_survive()
    {
        // Still's ranks never change: the first validation is the best, and patience ends training after epoch 5.
        var options = new StillOptions { Epochs = 50, ValidateEveryEpochs = 1, PatienceEpochs = 4, Seed = 1, Checkpoint = Checkpoint };
        var windows = Views.Window(_mlContext, Views.Split(_mlContext, "u1: a b c d e"));
        var last = 0;

        BreakOff(3, listener => _mlContext.SequentialRecommendation().Trainers.Custom(options with { Progress = listener }).Fit(windows));
        _mlContext.SequentialRecommendation().Trainers
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
                Assert.IsEmpty(Directory.GetFiles(_folder.Path));
            }
        }
    }

    [TestMethod]
    public void Retraining_keeps_a_checkpoint_of_its_own_and_never_the_originals()
    {
        using var original = Train(Options);
        var partitioned = Forgotten(original);
        using var expected = _mlContext.Unlearning().Retrain(original, new RetrainOptions { Seed = 4 }).Fit(partitioned);
        Assert.IsEmpty(Directory.GetFiles(_folder.Path));

        var options = new RetrainOptions { Seed = 4, Checkpoint = Checkpoint };
        BreakOff(3, listener => _mlContext.Unlearning()
            .Retrain(original, options with { Recommender = Options with { Progress = listener } }).Fit(partitioned));
        Assert.IsTrue(System.IO.File.Exists(File));
        using var actual = _mlContext.Unlearning().Retrain(original, options).Fit(partitioned);

        Weights.AssertEqual(Weights.Of(expected.Module), Weights.Of(actual.Module));
        Assert.Contains($"SasRec: goes on after epoch 3, from '{File}'.", _log.All);
    }

    [TestMethod]
    public void A_checkpoint_of_another_run_is_refused_and_stays()
    {
        BreakOff(2, listener => Train(Options with { Progress = listener }));
        var bytes = System.IO.File.ReadAllBytes(File);

        AssertRefused(() => Train(Options with { Seed = 99 }));
        AssertRefused(() => Train(Options with { LearningRate = 0.5 }));
        AssertRefused(() => _mlContext.SequentialRecommendation().Trainers.SasRec(Options)
            .Fit(Views.Window(_mlContext, _split, PlantedRing.MaximumLength - 1)));
        AssertRefused(() => _mlContext.SequentialRecommendation().Trainers.SasRec(Options)
            .Fit(Views.Window(_mlContext, Views.Split(_mlContext, PlantedRing.Interactions(users: 61)), PlantedRing.MaximumLength)));
        using var original = Train(Options with { Checkpoint = null });
        var exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => Unlearn(original, Forgotten(original), new SrugaOptions { Seed = 1, Checkpoint = Checkpoint }));
        Assert.StartsWith($"Sruga: '{File}' is the checkpoint of another run (SasRec), ", exception.Message);

        CollectionAssert.AreEqual(bytes, System.IO.File.ReadAllBytes(File));

        void AssertRefused(Action fit)
        {
            var refused = Assert.ThrowsExactly<InvalidOperationException>(fit);
            Assert.AreEqual(
                $"SasRec: '{File}' is the checkpoint of another run (SasRec), with other data, options, seed or model. "
                + "Delete it, or use another file. Without a seed in the options or in MLContext, every process is another run.", refused.Message);
        }
    }

    [TestMethod]
    public void A_damaged_checkpoint_is_refused()
    {
        BreakOff(2, listener => Train(Options with { Progress = listener }));
        var bytes = System.IO.File.ReadAllBytes(File);
        bytes[bytes.Length / 2] ^= 1;
        System.IO.File.WriteAllBytes(File, bytes);

        var exception = Assert.ThrowsExactly<FormatException>(() => Train(Options));

        Assert.AreEqual($"Checkpoint '{File}' cannot be read. It is damaged: its contents do not match its seal.", exception.Message);
    }

    [TestMethod]
    [DataRow("\"Epoch\":2,", "\"Epoch\":2000000000,")]
    [DataRow("\"Epoch\":2,", "\"Epoch\":0,")]
    [DataRow("\"Step\":", "\"Step\":-")]
    [DataRow("\"BestEpoch\":2", "\"BestEpoch\":3")]
    [DataRow("\"BestEpoch\":2", "\"BestEpoch\":0")]
    public void Forged_positions_are_refused(string from, string to)
    {
        BreakOff(2, listener => Train(Options with { Progress = listener }));
        System.IO.File.WriteAllBytes(File, PackageBytes.With(System.IO.File.ReadAllBytes(File), "manifest.json", from, to));

        var exception = Assert.ThrowsExactly<FormatException>(() => Train(Options));

        Assert.AreEqual($"Checkpoint '{File}' cannot be read. Its positions are none that the run passes.", exception.Message);
    }

    [TestMethod]
    [DataRow("\"ForgetPass\":", "\"ForgetPass\":1844674407370955161")]
    [DataRow("\"RemainingPass\":", "\"RemainingPass\":1844674407370955161")]
    [DataRow("\"ForgetNext\":", "\"ForgetNext\":-")]
    [DataRow("\"RemainingNext\":", "\"RemainingNext\":99999")]
    [DataRow("\"Step\":", "\"Step\":9")]
    public void Forged_positions_of_unlearning_are_refused(string from, string to)
    {
        using var original = Train(Options with { Checkpoint = null });
        var partitioned = Forgotten(original);
        var options = new SrugaOptions { BatchSize = 8, MaximumEpochs = 6, Seed = 2, Stop = new NoStop(), Checkpoint = Checkpoint };
        Assert.ThrowsExactly<BrokenOffException>(() => Unlearn(original, partitioned, options with
        {
            Progress = new Listener<UnlearningReport>(at => Break(at.Epoch == 2)),
        }));
        System.IO.File.WriteAllBytes(File, PackageBytes.With(System.IO.File.ReadAllBytes(File), "manifest.json", from, to));

        var exception = Assert.ThrowsExactly<FormatException>(() => Unlearn(original, partitioned, options));

        Assert.AreEqual($"Checkpoint '{File}' cannot be read. Its positions are none that the run passes.", exception.Message);
    }

    [TestMethod]
    public void A_finished_model_is_kept_when_the_checkpoint_cannot_be_deleted()
    {
        var expected = Weights.Of(Train(Options with { Checkpoint = null }).Module);
        var trainer = _mlContext.SequentialRecommendation().Trainers.SasRec(Options with { Checkpoint = Checkpoint with { EveryEpochs = 100 } });
        Directory.CreateDirectory(File); // in the way of the deletion, and never written since no checkpoint is due

        using var model = trainer.Fit(_windows);

        Weights.AssertEqual(expected, Weights.Of(model.Module));
        Assert.StartsWith($"SasRec: checkpoint '{File}' could not be deleted; delete it. ", _log.Warnings.Single());
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
        using var retrained = _mlContext.Unlearning().Retrain(original, new RetrainOptions
        {
            Recommender = original.Options with { Epochs = 3, Progress = new Listener<TrainingProgress>(at => epochs = at.Epoch) },
        }).Fit(Forgotten(original));

        Assert.AreEqual(3, epochs);
    }

    [TestMethod]
    public void A_model_package_is_no_checkpoint()
    {
        using var model = Train(Options with { Checkpoint = null });
        _mlContext.Model.SavePackage(model, File);

        var exception = Assert.ThrowsExactly<FormatException>(() => Train(Options));

        Assert.StartsWith($"Checkpoint '{File}' cannot be read. It holds an entry 'vocabulary.json'; ", exception.Message);
    }

    [TestMethod]
    public void Options_are_checked_before_anything_runs()
    {
        var options = Options with { Epochs = 0, Checkpoint = new CheckpointOptions { FilePath = _folder.File("missing/file"), EveryEpochs = 0 } };

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Train(options));

        Assert.AreEqual(
            $"SasRec: Epochs is 0; it must be at least 1. Checkpoint.FilePath is '{_folder.File("missing/file")}'; it must be a file in a folder "
            + "that exists. Checkpoint.EveryEpochs is 0; it must be at least 1. (Parameter 'options')", exception.Message);
        foreach (var path in new[] { _folder.Path, _folder.Path + "/", "a\0b" })
        {
            var refused = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => Train(Options with { Checkpoint = new CheckpointOptions { FilePath = path } }));
            Assert.AreEqual($"SasRec: Checkpoint.FilePath is '{path}'; it must be a file in a folder that exists. (Parameter 'options')", refused.Message);
        }
        Assert.StartsWith("Sruga: Checkpoint.FilePath is ''; ", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Unlearning().Sruga(
            TableModel.Of(_mlContext, Views.Windows(_mlContext, "u1: a b"), (_, _) => 0), new SrugaOptions { Checkpoint = new CheckpointOptions() })).Message);
    }

    private static void BreakOff(int epoch, Action<IProgress<TrainingProgress>> run) =>
        Assert.ThrowsExactly<BrokenOffException>(() => run(new Listener<TrainingProgress>(at => Break(at.Epoch == epoch))));

    private static void Break(bool now)
    {
        if (now)
            throw new BrokenOffException();
    }

    private static void Cancel(bool now, CancellationTokenSource source)
    {
        if (now)
            source.Cancel();
    }

    private RecommenderOptions OptionsOf(string model)
    {
        var options = PlantedRing.OptionsOf(model) with { Epochs = 7, ValidateEveryEpochs = 2, Checkpoint = Checkpoint };
        return model == "Popular negatives"
            ? options with { Loss = new SampledSoftmaxLoss { Negatives = 3 }, NegativeSampling = new PopularityNegatives() }
            : options;
    }

    private SequentialRecommenderTransformer Train(RecommenderOptions options) =>
        _mlContext.SequentialRecommendation().Trainers.Custom(options).Fit(_windows);

    private IDataView Forgotten(SequentialRecommenderTransformer original)
    {
        Assert.AreEqual(PlantedRing.MaximumLength, original.MaximumLength);
        var requests = _mlContext.Unlearning().SampleForgetRequests(_split, userFraction: 0.5);
        return Views.Window(
            _mlContext, _mlContext.Transforms.PartitionForgetRemain(requests).Fit(_split).Transform(_split), PlantedRing.MaximumLength);
    }

    private SequenceModule Unlearn(SequentialRecommenderTransformer original, IDataView partitioned, SrugaOptions options) =>
        _mlContext.Unlearning().Sruga(original, options).Fit(partitioned).Module;

    private sealed class BrokenOffException : Exception;
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
