using MLNetUnlearn.Persistence;
using MLNetUnlearn.Tensors;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using MLNetUnlearn.Unlearning.Stopping;

namespace MLNetUnlearn.Tests.Unlearning;

[TestClass]
public sealed class UnlearningItemUpdatesTests
{
    private static readonly SrugaOptions Options =
        PlantedForgetting.Sruga(0.5, 0.5, 0) with { BatchSize = 4, LearningRate = 1e-4, MaximumEpochs = 3 };

    [TestMethod]
    public void Deferred_items_follow_dense_ones_and_lazy_ones_do_not()
    {
        var (dense, deferred, lazy) = (Unlearn(ItemUpdates.Dense), Unlearn(ItemUpdates.Deferred), Unlearn(ItemUpdates.Lazy));

        foreach (var weights in new[] { dense, deferred, lazy })
            weights.Remove("blocks.0.key.bias"); // softmax does not see it: its gradient is rounding, which Adam makes as large as any
        Assert.IsLessThan(1e-5, Weights.Distance(dense, deferred));
        Assert.IsGreaterThan(1e-4, Weights.Distance(dense, lazy));
    }

    [TestMethod]
    [DataRow(ItemUpdates.Deferred)]
    [DataRow(ItemUpdates.Dense)]
    [DataRow(ItemUpdates.Lazy)]
    public void A_run_that_breaks_off_goes_on_to_the_same_weights(ItemUpdates updates)
    {
        using var folder = new TempFolder();
        var expected = Unlearn(updates);
        var options = Options with
        {
            ItemUpdates = updates, Checkpoint = new CheckpointOptions { FilePath = folder.File("run.checkpoint") },
        };

        Assert.ThrowsExactly<TimeoutException>(() => PlantedForgetting.Unlearn(options with
        {
            Progress = new Listener<UnlearningReport>(at => Break(at.Epoch == 2)),
        }));
        Assert.IsNotEmpty(Directory.GetFiles(folder.Path));

        Weights.AssertEqual(expected, Weights.Of(PlantedForgetting.Unlearn(options).Module));
    }

    /// <summary>The stop rule ranks the whole catalogue in the middle of an epoch.</summary>
    [TestMethod]
    public void The_stop_rule_sees_every_item_up_to_date()
    {
        var (dense, deferred) = (Measured(ItemUpdates.Dense), Measured(ItemUpdates.Deferred));

        Assert.HasCount(5, dense);
        CollectionAssert.AreEqual(dense, deferred);
    }

    private static UnlearningProgress[] Measured(ItemUpdates updates)
    {
        var seen = new List<UnlearningProgress>();
        PlantedForgetting.Unlearn(Options with
        {
            ItemUpdates = updates, LearningRate = 0.01, Stop = new ProbeStop(seen, Every: 1, Checks: 5),
        });
        return [.. seen];
    }

    private static Dictionary<string, float[]> Unlearn(ItemUpdates updates) =>
        Weights.Of(PlantedForgetting.Unlearn(Options with { ItemUpdates = updates }).Module);

    private static void Break(bool now)
    {
        if (now)
            throw new TimeoutException();
    }
}
