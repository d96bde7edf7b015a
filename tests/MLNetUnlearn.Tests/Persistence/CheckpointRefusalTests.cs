using Microsoft.ML;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Checkpoints that are none of the run's, or none at all.</summary>
[TestClass]
public sealed class CheckpointRefusalTests : CheckpointRuns
{
    [TestMethod]
    public void A_checkpoint_of_another_run_is_refused_and_stays()
    {
        BreakOff(2, listener => Train(Options with { Progress = listener }));
        var bytes = System.IO.File.ReadAllBytes(File);

        AssertRefused(() => Train(Options with { Seed = 99 }));
        AssertRefused(() => Train(Options with { LearningRate = 0.5 }));
        AssertRefused(() => Context.SequentialRecommendation().Trainers.SasRec(Options)
            .Fit(Views.Window(Context, Sequences, PlantedRing.MaximumLength - 1)));
        AssertRefused(() => Context.SequentialRecommendation().Trainers.SasRec(Options)
            .Fit(Views.Window(Context, Views.Split(Context, PlantedRing.Interactions(users: 61)), PlantedRing.MaximumLength)));
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
    public void A_model_package_is_no_checkpoint()
    {
        using var model = Train(Options with { Checkpoint = null });
        Context.Model.SavePackage(model, File);

        var exception = Assert.ThrowsExactly<FormatException>(() => Train(Options));

        Assert.StartsWith($"Checkpoint '{File}' cannot be read. It holds an entry 'vocabulary.json'; ", exception.Message);
    }

    [TestMethod]
    public void Options_are_checked_before_anything_runs()
    {
        var options = Options with { Epochs = 0, Checkpoint = new CheckpointOptions { FilePath = Folder.File("missing/file"), EveryEpochs = 0 } };

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Train(options));

        Assert.AreEqual(
            $"SasRec: Epochs is 0; it must be at least 1. Checkpoint.FilePath is '{Folder.File("missing/file")}'; it must be a file in a folder "
            + "that exists. Checkpoint.EveryEpochs is 0; it must be at least 1. (Parameter 'options')", exception.Message);
        foreach (var path in new[] { Folder.Path, Folder.Path + "/", "a\0b" })
        {
            var refused = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => Train(Options with { Checkpoint = new CheckpointOptions { FilePath = path } }));
            Assert.AreEqual($"SasRec: Checkpoint.FilePath is '{path}'; it must be a file in a folder that exists. (Parameter 'options')", refused.Message);
        }
        Assert.StartsWith("Sruga: Checkpoint.FilePath is ''; ", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Unlearning().Sruga(
            TableModel.Of(Context, Views.Windows(Context, "u1: a b"), (_, _) => 0), new SrugaOptions { Checkpoint = new CheckpointOptions() })).Message);
    }
}
