using System.Diagnostics;
using MLNetUnlearn.Costs;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Recommenders.Shards;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Costs;

[TestClass]
public sealed class MeasureCostTests
{
    private readonly TinyRequest _request = new();

    private UnlearningCatalog Unlearning => _request.Context.Unlearning();

    [TestMethod]
    public void Steps_and_windows_of_unlearning_are_counted()
    {
        var measured = Unlearning.MeasureCost(recorder => Sruga(recorder));

        Assert.AreEqual(6, measured.Cost.Steps);
        Assert.AreEqual(10, measured.Cost.RemainingRows);
        Weights.AssertEqual(Weights.Of(Sruga().Module), Weights.Of(measured.Result.Module));
    }

    [TestMethod]
    public void A_training_uses_every_window_once_an_epoch()
    {
        // Batches of 2, 2 and 1: three steps for five windows.
        var options = new RetrainOptions { Recommender = new TableOptions { Epochs = 4, BatchSize = 2 }, Seed = 1 };

        var cost = Unlearning.MeasureCost(
            recorder => Unlearning.Retrain(_request.Original, options with { Progress = recorder }).Fit(_request.Windows)).Cost;

        Assert.AreEqual((12, 20), (cost.Steps, cost.RemainingRows));
    }

    [TestMethod]
    public void Runs_one_after_another_are_added_up()
    {
        var cost = Unlearning.MeasureCost(recorder =>
        {
            Sruga(recorder);
            Sruga(recorder);
            return _request.Context.SequentialRecommendation().Trainers
                .Custom(new TableOptions { Epochs = 2, BatchSize = 5, Seed = 1, Progress = recorder }).Fit(_request.Windows);
        }).Cost;

        Assert.AreEqual((6 + 6 + 2, 10 + 10 + 10), (cost.Steps, cost.RemainingRows));
    }

    [TestMethod]
    public void A_run_is_told_from_the_one_before_though_it_begins_where_that_ended()
    {
        // Each tells once: after steps 1 and 3, having used 3 windows both times.
        var options = TinyRequest.Options with { MaximumEpochs = 1 };

        var cost = Unlearning.MeasureCost(recorder =>
        {
            Unlearning.Sruga(_request.Original, options with { BatchSize = 3, Progress = recorder }).Fit(_request.Windows);
            return Unlearning.Sruga(_request.Original, options with { BatchSize = 1, Progress = recorder }).Fit(_request.Windows);
        }).Cost;

        Assert.AreEqual((1 + 3, 3 + 3), (cost.Steps, cost.RemainingRows));
    }

    [TestMethod]
    public void Shards_are_added_up()
    {
        var windows = Views.Window(_request.Context, ShardUsers.Split(_request.Context));
        var rows = 0;
        using (var cursor = windows.GetRowCursor([]))
        {
            while (cursor.MoveNext())
                rows++;
        }
        using var folder = new TempFolder();
        var options = ShardUsers.Plain with { Recommender = SavedModels.Tiny with { Epochs = 2 }, StateFolder = folder.File("states") };

        var training = Unlearning.MeasureCost(
            recorder => ShardUsers.Train(_request.Context, options with { Progress = recorder }, windows));
        var again = Unlearning.MeasureCost(recorder => Unlearning
            .Sisa(training.Result, new SisaUnlearningOptions { Progress = recorder }).Fit(Views.Window(
                _request.Context, Views.Partitioned(_request.Context, ShardUsers.Split(_request.Context), "u3 d"))));

        Assert.AreEqual(2 * rows, training.Cost.RemainingRows);
        // The shard of one user is trained again.
        Assert.IsInRange(1, (2 * rows) - 1, again.Cost.RemainingRows!.Value);
    }

    [TestMethod]
    public void Without_a_report_nothing_is_known_of_steps()
    {
        var cost = Unlearning.MeasureCost(_ => Sruga()).Cost;

        Assert.IsNull(cost.Steps);
        Assert.IsNull(cost.RemainingRows);
    }

    [TestMethod]
    public void Seconds_are_those_of_the_call()
    {
        var inner = 0.0;
        var outer = Stopwatch.StartNew();

        var cost = Unlearning.MeasureCost(_ =>
        {
            var clock = Stopwatch.StartNew();
            Sruga();
            return inner = clock.Elapsed.TotalSeconds;
        }).Cost;

        Assert.IsInRange(inner, outer.Elapsed.TotalSeconds, cost.Seconds);
    }

    [TestMethod]
    public void A_peak_of_memory_is_seen_though_it_is_over_at_the_end()
    {
        const int Bytes = 256 << 20;

        var cost = Unlearning.MeasureCost(_ => Fill(new byte[Bytes]), new CostOptions { MemoryEveryMilliseconds = 5 }).Cost;

        Assert.IsGreaterThanOrEqualTo(Bytes, cost.PeakBytes);

        // Every page is touched, and held for long enough to be seen.
        static int Fill(byte[] bytes)
        {
            var clock = Stopwatch.StartNew();
            while (clock.ElapsedMilliseconds < 200)
                Array.Fill(bytes, (byte)1);
            return bytes[^1];
        }
    }

    [TestMethod]
    public void What_the_run_throws_comes_through()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => Unlearning.MeasureCost<int>(_ => throw new InvalidOperationException("broken")));

        Assert.AreEqual("broken", error.Message);
    }

    [TestMethod]
    public void Costs_are_compared_by_time()
    {
        var (cost, retrain) = (new UnlearningCost(2, 10, 20, 30), new UnlearningCost(8, 1, 1, 1));

        Assert.AreEqual(0.25, cost.RatioTo(retrain));
        Assert.Throws<ArgumentOutOfRangeException>(() => cost.RatioTo(retrain with { Seconds = 0 }));
    }

    [TestMethod]
    public void Memory_is_looked_at_every_millisecond_at_most()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Unlearning.MeasureCost(_ => 1, new CostOptions { MemoryEveryMilliseconds = 0 }));

        StringAssert.StartsWith(error.Message, "CostOptions: MemoryEveryMilliseconds is 0; it must be at least 1.");
    }

    private SequentialRecommenderTransformer Sruga(CostRecorder? recorder = null) =>
        Unlearning.Sruga(_request.Original, TinyRequest.Options with { Progress = recorder }).Fit(_request.Windows);
}
