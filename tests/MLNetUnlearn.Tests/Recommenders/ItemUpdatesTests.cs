using Microsoft.ML;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tensors;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>Training on a catalogue of 600 items, of which a batch holds about one in ten.</summary>
[TestClass]
public sealed class ItemUpdatesTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static readonly IDataView Windows = Views.Window(Context, Views.Split(Context, PlantedInteractions.Generate(
        new PlantedInteractionsOptions
        {
            Users = 240, Rings = 30, ItemsPerRing = 20, Follow = 0.9, MinimumLength = 5, MeanLength = 8,
        })), 6);

    private static readonly SasRecOptions Options = PlantedRing.Options with { BatchSize = 8, Epochs = 1, LearningRate = 0.001 };

    [TestMethod]
    public void Deferred_items_follow_dense_ones_over_an_epoch_and_lazy_ones_do_not()
    {
        var (dense, deferred, lazy) = (Train(ItemUpdates.Dense), Train(ItemUpdates.Deferred), Train(ItemUpdates.Lazy));

        Assert.IsLessThan(1e-5, Weights.Distance(dense.Weights, deferred.Weights));
        Assert.AreEqual(dense.Loss, deferred.Loss, 1e-6);
        Assert.IsGreaterThan(5e-3, Weights.Distance(dense.Weights, lazy.Weights));
        Assert.IsGreaterThan(1e-3, Math.Abs(dense.Loss - lazy.Loss));
    }

    [TestMethod]
    [DataRow(ItemUpdates.Deferred)]
    [DataRow(ItemUpdates.Dense)]
    [DataRow(ItemUpdates.Lazy)]
    public void A_run_that_breaks_off_goes_on_to_the_same_weights(ItemUpdates updates)
    {
        using var folder = new TempFolder();
        var options = Options with { Epochs = 4, ItemUpdates = updates, ValidateEveryEpochs = 3 };
        var expected = Weights.Of(Fit(options));
        options = options with { Checkpoint = new CheckpointOptions { FilePath = folder.File("run.checkpoint"), EveryEpochs = 2 } };

        Assert.ThrowsExactly<TimeoutException>(() => Fit(options with
        {
            Progress = new Listener<TrainingProgress>(at => Break(at.Epoch == 3)),
        }));

        Weights.AssertEqual(expected, Weights.Of(Fit(options)));
    }

    [TestMethod]
    [DataRow(ItemUpdates.Deferred)]
    [DataRow(ItemUpdates.Dense)]
    [DataRow(ItemUpdates.Lazy)]
    public void Row_0_stays_zero(ItemUpdates updates) =>
        CollectionAssert.AreEqual(new float[16], Train(updates).Weights["items.weight"][..16]);

    [TestMethod]
    public void Where_there_is_no_closed_form_deferred_items_are_dense()
    {
        var options = Options with { Beta2 = 0.85 };

        Weights.AssertEqual(Weights.Of(Fit(options with { ItemUpdates = ItemUpdates.Dense })), Weights.Of(Fit(options)));
    }

    [TestMethod]
    public void A_model_may_use_the_table_as_a_whole()
    {
        var options = new WholeTableOptions { BatchSize = 8, Epochs = 2, LearningRate = 0.01, Seed = 3 };

        var (dense, deferred) = (Weights.Of(Fit(options with { ItemUpdates = ItemUpdates.Dense })), Weights.Of(Fit(options)));

        Assert.IsLessThan(1e-5, Weights.Distance(dense, deferred));
        CollectionAssert.DoesNotContain(deferred["_items.weight"][2..], 0f);
    }

    /// <summary>A factor of zero keeps the gradient of items outside the batch at zero in the first step, and in no other.</summary>
    [TestMethod]
    public void A_model_may_begin_later_to_use_the_table_as_a_whole()
    {
        var options = new WholeTableOptions { IsGated = true, BatchSize = 8, Epochs = 2, LearningRate = 0.01, Seed = 3 };

        var (dense, deferred) = (Weights.Of(Fit(options with { ItemUpdates = ItemUpdates.Dense })), Weights.Of(Fit(options)));

        Assert.IsLessThan(1e-5, Weights.Distance(dense, deferred));
        Assert.AreNotEqual(0f, deferred["_gate"].Single());
    }

    [TestMethod]
    public void A_model_may_name_the_table_twice()
    {
        var options = new TwoNamesOptions { BatchSize = 8, Epochs = 2, LearningRate = 0.001, Seed = 3 };

        var (dense, deferred, lazy) = (Train(ItemUpdates.Dense), Train(ItemUpdates.Deferred), Train(ItemUpdates.Lazy));

        Assert.IsLessThan(1e-5, Weights.Distance(dense, deferred));
#if TORCHSHARP
        Weights.AssertEqual(dense, lazy); // two parameters to TorchSharp, which are its own Adam's
#else
        Assert.IsGreaterThan(1e-3, Weights.Distance(dense, lazy));
#endif

        Dictionary<string, float[]> Train(ItemUpdates updates) => Weights.Of(Fit(options with { ItemUpdates = updates }));
    }

    private static (Dictionary<string, float[]> Weights, double Loss) Train(ItemUpdates updates)
    {
        var loss = 0.0;
        var module = Fit(Options with { ItemUpdates = updates, Progress = new Listener<TrainingProgress>(at => loss = at.Loss) });
        var weights = Weights.Of(module);
        weights.Remove("blocks.0.key.bias"); // softmax does not see it: its gradient is rounding, which Adam makes as large as any
        return (weights, loss);
    }

    private static void Break(bool now)
    {
        if (now)
            throw new TimeoutException();
    }

    private static SequenceModule Fit(RecommenderOptions options) =>
        Context.SequentialRecommendation().Trainers.Custom(options).Fit(Windows).Module;
}
