using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Recommenders.Negatives;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;
using MLNetUnlearn.Tests.DataViews;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Tests.Unlearning;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>A model and its package are the same model.</summary>
[TestClass]
public sealed class ModelPackageTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    [DataRow("Sisa")]
    public void A_loaded_model_has_the_same_weights_options_and_recommendations(string name)
    {
        using var model = SavedModels.Fit(_mlContext, SavedModels.TinyOf(name));
        var split = Views.Split(_mlContext, SavedModels.Users);

        using var loaded = SavedModels.Load(new MLContext(), SavedModels.Package(_mlContext, model));

        Weights.AssertEqual(Weights.Of(model.Module), Weights.Of(loaded.Module));
        Assert.AreEqual(model.Options, loaded.Options);
        Assert.AreEqual(4, loaded.MaximumLength);
        Assert.AreEqual(6, loaded.ItemCount);
        Assert.IsFalse(loaded.Module.training);
        CollectionAssert.AreEqual(Cells.Rows(model.Transform(split)), Cells.Rows(loaded.Transform(split)));
    }

    [TestMethod]
    public void Every_option_that_is_not_its_default_comes_back()
    {
        var options = new SasRecOptions
        {
            SequenceColumnName = "Sequence", TargetColumnName = "Target", UserColumnName = null, ValidationColumnName = null,
            ForgetColumnName = "IsForget", RecommendedColumnName = "Best", ScoreColumnName = "How", TopK = 2, ExcludeSeen = false,
            EmbeddingSize = 6, Epochs = 3, BatchSize = 2, LearningRate = 0.1 + 0.2, Beta2 = 0.9, ItemUpdates = ItemUpdates.Lazy,
            GradientNormBound = 1.5, ValidateEveryEpochs = 2, PatienceEpochs = 7, ValidationNegatives = 3,
            Seed = -4, Blocks = 3, Heads = 2, Dropout = 0.25, Loss = new SoftmaxCrossEntropyLoss(),
            NegativeSampling = new PopularityNegatives { Exponent = 0.5 },
        };
        using var model = SavedModels.Fit(_mlContext, options);

        using var loaded = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, model));

        Assert.AreEqual(options, loaded.Options);
    }

    [TestMethod]
    public void Every_option_of_the_other_models_comes_back()
    {
        RecommenderOptions[] all =
        [
            new Gru4RecOptions { EmbeddingSize = 6, Epochs = 1, Seed = 1, Layers = 3, Dropout = 0.25 },
            new Bert4RecOptions
            {
                EmbeddingSize = 6, Epochs = 1, Seed = 1, Blocks = 3, Heads = 3, InnerFactor = 2, Dropout = 0.25, MaskProbability = 0.5,
                LastItemShare = 0.75,
            },
        ];
        foreach (var options in all)
        {
            using var model = SavedModels.Fit(_mlContext, options);
            using var loaded = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, model));

            Assert.AreEqual(options, loaded.Options);
        }
    }

    [TestMethod]
    public void Token_listener_and_checkpoint_stay_behind()
    {
        var options = SavedModels.Tiny with
        {
            CancellationToken = new CancellationTokenSource().Token, Progress = new Progress<TrainingProgress>(),
        };
        using var model = SavedModels.Fit(_mlContext, options);

        using var loaded = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, model));

        Assert.AreEqual(SavedModels.Tiny, loaded.Options);
    }

    [TestMethod]
    public void The_same_model_gives_the_same_bytes()
    {
        using var model = SavedModels.Fit(_mlContext);
        var package = SavedModels.Package(_mlContext, model);

        using var loaded = SavedModels.Load(_mlContext, package);

        CollectionAssert.AreEqual(package, SavedModels.Package(_mlContext, model));
        CollectionAssert.AreEqual(package, SavedModels.Package(_mlContext, loaded));
    }

    [TestMethod]
    [DataRow("SasRec")]
    [DataRow("Gru4Rec")]
    [DataRow("Bert4Rec")]
    [DataRow("Sisa")]
    public void A_loaded_model_can_be_unlearned_like_the_original(string name)
    {
        var windows = Views.Window(_mlContext, Views.Partitioned(_mlContext, Views.Split(_mlContext, SavedModels.Users), "u1 c; u2 e"));
        using var model = SavedModels.Fit(_mlContext, SavedModels.TinyOf(name));
        using var loaded = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, model));
        var sruga = new MLNetUnlearn.Unlearning.SrugaOptions
        {
            Seed = 2, MaximumEpochs = 3, Stop = new MLNetUnlearn.Unlearning.Stopping.NoStop(),
        };

        using var expected = _mlContext.Unlearning().Sruga(model, sruga).Fit(windows);
        using var actual = _mlContext.Unlearning().Sruga(loaded, sruga).Fit(windows);

        Weights.AssertEqual(Weights.Of(expected.Module), Weights.Of(actual.Module));
        using var again = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, actual));
        Weights.AssertEqual(Weights.Of(expected.Module), Weights.Of(again.Module));
    }

    [TestMethod]
    public void A_model_of_a_users_own_is_loaded_with_an_example_of_its_options()
    {
        var windows = Views.Windows(_mlContext, "u1: a b c; u2: c a b");
        using var model = TableModel.Of(_mlContext, windows, (i, v) => i - v, new TableOptions { TopK = 3, ExcludeSeen = false });
        var package = SavedModels.Package(_mlContext, model);

        using var loaded = SavedModels.Load(_mlContext, package, new TableOptions());

        CollectionAssert.AreEqual(Cells.Rows(model.Transform(windows)), Cells.Rows(loaded.Transform(windows)));
        var exception = Assert.ThrowsExactly<FormatException>(() => SavedModels.Load(_mlContext, package));
        Assert.AreEqual(
            "The stream cannot be read. It holds a model 'Table', which is none of SasRec, Gru4Rec, Bert4Rec, Popularity, ItemKnn, Sisa. "
            + "For a model of your own, hand an example of its options to LoadPackage, or to Restore after Load.",
            exception.Message);
    }

    [TestMethod]
    public void Options_that_cannot_be_written_leave_the_file_as_it_was()
    {
        using var file = new TempFile("kept");
        using var model = SavedModels.Fit(_mlContext, new UnwritableOptions());

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => _mlContext.Model.SavePackage(model, file.Path));

        Assert.StartsWith("UnwritableOptions cannot be saved: ", exception.Message);
        Assert.EndsWith(" Mark properties that are not to be saved with [JsonIgnore].", exception.Message);
        Assert.AreEqual("kept", File.ReadAllText(file.Path));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(file.Path)!, Path.GetFileName(file.Path) + "*"));
    }

    [TestMethod]
    public void A_file_is_replaced_and_nothing_is_left_beside_it()
    {
        using var file = new TempFile("old");
        using var model = SavedModels.Fit(_mlContext);

        _mlContext.Model.SavePackage(model, file.Path);

        using var loaded = _mlContext.Model.LoadPackage(file.Path);
        Weights.AssertEqual(Weights.Of(model.Module), Weights.Of(loaded.Module));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(file.Path)!, Path.GetFileName(file.Path) + "*"));
    }

    [TestMethod]
    public void A_file_that_cannot_be_written_is_named()
    {
        using var model = SavedModels.Fit(_mlContext);
        var path = Path.Combine(Path.GetTempPath(), "no-such-folder", "model.mlnu");

        var exception = Assert.ThrowsExactly<IOException>(() => _mlContext.Model.SavePackage(model, path));

        Assert.StartsWith($"'{path}' cannot be written: ", exception.Message);
    }

    [TestMethod]
    public void Two_writers_of_one_file_leave_a_whole_one()
    {
        using var file = new TempFile("");
        using var model = SavedModels.Fit(_mlContext);

        Parallel.For(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => _mlContext.Model.SavePackage(model, file.Path));

        using var loaded = _mlContext.Model.LoadPackage(file.Path);
        Weights.AssertEqual(Weights.Of(model.Module), Weights.Of(loaded.Module));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(file.Path)!, Path.GetFileName(file.Path) + "*"));
    }

    [TestMethod]
    public void Models_outlive_the_dispose_scope_that_they_were_made_in()
    {
        var split = Views.Split(_mlContext, SavedModels.Users);
        SequentialRecommenderTransformer fitted, loaded;
        using (torch.NewDisposeScope())
        {
            fitted = SavedModels.Fit(_mlContext);
            loaded = SavedModels.Load(_mlContext, SavedModels.Package(_mlContext, fitted));
        }

        CollectionAssert.AreEqual(Cells.Rows(fitted.Transform(split)), Cells.Rows(loaded.Transform(split)));
        fitted.Dispose();
        loaded.Dispose();
    }

    [TestMethod]
    public void A_disposed_model_is_not_saved()
    {
        var model = SavedModels.Fit(_mlContext);
        model.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => SavedModels.Package(_mlContext, model));
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_named()
    {
        var exception = Assert.ThrowsExactly<FileNotFoundException>(() => _mlContext.Model.LoadPackage("no-such-file.mlnu"));

        Assert.Contains("no-such-file.mlnu", exception.Message);
    }
}

/// <summary>Options with a property that JSON cannot hold.</summary>
internal sealed record UnwritableOptions : RecommenderOptions
{
    public override string Name => "Unwritable";

    public Func<int> Function { get; init; } = () => 1;

    public override SequenceModule CreateModule(int itemCount, int maximumLength) => new TableModule(itemCount);
}
