using Microsoft.ML;
using MLNetUnlearn.Cli.Tests.Support;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Cli.Tests.Commands;

[TestClass]
public sealed class TrainTests
{
    [TestMethod]
    [DataRow("sasrec", "model.mlnu", typeof(SasRecOptions))]
    [DataRow("gru4rec", "model.mlnu", typeof(Gru4RecOptions))]
    [DataRow("bert4rec", "model.mlnu", typeof(Bert4RecOptions))]
    [DataRow("sasrec", "model.zip", typeof(SasRecOptions))]
    public void Networks_are_trained_and_validated(string kind, string file, Type options)
    {
        using var shop = Shop.WithProject();

        var run = ToolRun.Of(["train", shop.Project, "--model", kind, "--out", shop.PathOf(file), "--json", "--seed", "3",
            .. Shop.Small]).Expect(0);

        var validation = run.Json.GetProperty("validation");
        Assert.AreEqual(120, validation.GetProperty("users").GetInt32());
        Assert.IsInRange(0.0, 1.0, validation.GetProperty("ndcgAt10").GetDouble());
        Assert.StartsWith($"{kind}: epoch 1 of 6, loss ", run.Told[0]);
        Assert.EndsWith(" left", run.Told[0]);
        using var model = Load(shop.PathOf(file));
        Assert.IsInstanceOfType(model.Options, options);
        Assert.AreEqual((24, 8, 6, (int?)3), (model.ItemCount, model.Options.EmbeddingSize, model.Options.Epochs, model.Options.Seed));
        CollectionAssert.AreEqual(new[] { file, "orders.csv", "shop" }, shop.Entries);
        Assert.HasCount(2, Shop.NamesIn(shop.Project)); // no state is left
    }

    [TestMethod]
    [DataRow("popularity", typeof(PopularityOptions))]
    [DataRow("itemknn", typeof(ItemKnnOptions))]
    public void Baselines_count(string kind, Type options)
    {
        using var shop = Shop.WithProject();

        ToolRun.Of("train", shop.Project, "--model", kind, "--out", shop.Model).Expect(0);

        Assert.IsInstanceOfType(new MLContext().Model.LoadPackage<CountingRecommenderTransformer>(shop.Model).Options, options);
    }

    [TestMethod]
    public void Options_of_the_model_are_set_by_name()
    {
        using var shop = Shop.WithProject();

        ToolRun.Of(
            ["train", shop.Project, "--out", shop.Model, .. Shop.Small, "--length", "7", "--set", "dropout=0.1", "--set",
                "Loss=SampledSoftmax",
                "--set", "Loss.Negatives=5", "--set", "GradientNormBound=2"]).Expect(0);

        using var model = Load(shop.Model);
        var options = (SasRecOptions)model.Options;
        Assert.AreEqual((7, 0.1, 2.0), (model.MaximumLength, options.Dropout, options.GradientNormBound));
        Assert.AreEqual(5, ((MLNetUnlearn.Recommenders.Losses.SampledSoftmaxLoss)options.Loss).Negatives);
    }

    [TestMethod]
    public void All_wrong_settings_are_listed_with_what_is_right()
    {
        using var shop = Shop.WithProject();

        var run = ToolRun.Of(
            "train", shop.Project, "--model", "popularity", "--out", "model.bin", "--epochs", "5", "--set", "TopK=many", "--set",
                "ExcludeSeen");

        CollectionAssert.AreEqual(
            new[]
            {
                "--out is 'model.bin'; it must end in .mlnu, a package, or .zip, ML.NET's own file.",
                "--epochs 5: popularity has no option 'Epochs'; it has TopK, ExcludeSeen.",
                "--set TopK=many: it must be a whole number.",
                "--set ExcludeSeen: it must be Name=Value.",
            },
            run.Expect(2).Told);
    }

    [TestMethod]
    [DataRow("Loss=Hinge",
        "--set Loss=Hinge: it must be one of BinaryCrossEntropy, GeneralizedBinaryCrossEntropy, SampledSoftmax, SoftmaxCrossEntropy.")]
    [DataRow("Epochs=1.5", "--set Epochs=1.5: it must be a whole number.")]
    [DataRow("LearningRate=null", "--set LearningRate=null: it must be a number.")]
    [DataRow("GradientNormBound=x", "--set GradientNormBound=x: it must be a number, or null.")]
    [DataRow("ItemUpdates=Never", "--set ItemUpdates=Never: it must be one of Deferred, Dense, Lazy.")]
    [DataRow("ExcludeSeen=maybe", "--set ExcludeSeen=maybe: it must be true or false.")]
    [DataRow("Epochs.X=1", "--set Epochs.X=1: Epochs has no options of its own here.")]
    [DataRow("Dropout=1.5", "SasRec: Dropout is 1.5; it must be in [0, 1).")]
    public void A_wrong_value_is_named_with_what_is_allowed(string setting, string message)
    {
        using var shop = Shop.WithProject();

        Assert.AreEqual(message + "\n", ToolRun.Of("train", shop.Project, "--out", shop.Model, "--set", setting).Expect(2).Error);
        Assert.IsFalse(File.Exists(shop.Model));
        Assert.HasCount(2, Shop.NamesIn(shop.Project));
    }

    [TestMethod]
    public void A_folder_that_is_no_project_and_a_changed_log_are_told()
    {
        using var shop = Shop.WithProject();
        var log = Directory.GetFiles(shop.Project, "interactions-*.csv").Single();
        File.AppendAllText(log, "u,a,1\n");

        Assert.AreEqual(
            $"The log '{log}' is not what project.json says (SHA-256); it was changed by something else. Prepare the project anew.\n",
            ToolRun.Of("train", shop.Project, "--out", shop.Model).Expect(3).Error);
        var none = shop.PathOf("none");
        Assert.AreEqual(
            $"'{none}' is no project: there is no '{Path.Combine(none, "project.json")}'. 'mlnet-unlearn prepare DATA --out {none}' makes one.\n",
            ToolRun.Of("train", none, "--out", shop.Model).Expect(3).Error);
    }

    [TestMethod]
    public void A_damaged_manifest_is_no_project()
    {
        using var shop = Shop.WithProject();
        var manifest = Path.Combine(shop.Project, "project.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"formatVersion\": 1", "\"formatVersion\": 2",
            StringComparison.Ordinal));
        Assert.AreEqual(
            $"'{manifest}' has formatVersion 2; this version of the tool reads 1.\n",
            ToolRun.Of("train", shop.Project, "--out", shop.Model).Expect(3).Error);

        File.WriteAllText(manifest, "{");
        Assert.StartsWith($"'{manifest}' is damaged: ", ToolRun.Of("train", shop.Project, "--out", shop.Model).Expect(3).Error);
    }

    /// <summary>Broken off in its third epoch and begun again, a training ends with the same file as one that was left alone.</summary>
    [TestMethod]
    public void A_cancelled_training_goes_on_and_ends_with_the_same_bytes()
    {
        using var shop = Shop.WithProject();
        string[] command = ["train", shop.Project, "--out", shop.Model, .. Shop.Small];
        ToolRun.Of(command).Expect(0);
        var expected = File.ReadAllBytes(shop.Model);
        File.Delete(shop.Model);

        var cancelled = ToolRun.CancelledAt("sasrec: epoch 3 of 6", command).Expect(130);
        Assert.AreEqual("Cancelled. The same command again goes on from here.", cancelled.Told[^1]);
        Assert.IsFalse(File.Exists(shop.Model));

        var resumed = ToolRun.Of(command).Expect(0);
        Assert.StartsWith("sasrec: epoch 4 of 6", resumed.Told[0]);
        CollectionAssert.AreEqual(expected, File.ReadAllBytes(shop.Model));
        Assert.HasCount(2, Shop.NamesIn(shop.Project));
    }

    [TestMethod]
    public void Another_command_does_not_go_on_from_a_cancelled_one()
    {
        using var shop = Shop.WithProject();
        string[] command = ["train", shop.Project, "--out", shop.Model, .. Shop.Small];
        ToolRun.CancelledAt("sasrec: epoch 3 of 6", command).Expect(130);

        Assert.StartsWith("sasrec: epoch 1 of 6", ToolRun.Of([.. command, "--seed", "2"]).Expect(0).Told[0]);
    }

    private static SequentialRecommenderTransformer Load(string file)
    {
        var mlContext = new MLContext();
        return file.EndsWith(".zip", StringComparison.Ordinal)
            ? mlContext.Model.Restore<SequentialRecommenderTransformer>(mlContext.Model.Load(file, out _)).LastTransformer
            : mlContext.Model.LoadPackage(file);
    }
}
