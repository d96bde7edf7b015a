using Microsoft.ML;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Recommenders.Shards;
using MLNetUnlearn.Tests.Recommenders.Shards;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

[TestClass]
public sealed class SisaTrainerTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Shards_learn_the_rings(int slices)
    {
        var split = Views.Split(_mlContext, PlantedRing.Interactions());
        var options = new SisaOptions { Recommender = PlantedRing.Options, Shards = 3, Slices = slices, Seed = 3 };

        using var model = PlantedRing.Fit(_mlContext, split, options);

        // Nine of ten steps go to the ring's next item, one of thirty.
        Assert.IsGreaterThan(0.6, _mlContext.SequentialRecommendation().Evaluate(model, split).RecallAt(1));
    }

    [TestMethod]
    public void A_user_is_in_one_shard()
    {
        using var before = ShardUsers.Train(_mlContext, ShardUsers.Plain);
        var changed = new List<int>();
        for (var user = 0; user < 6; user++)
        {
            var other = user;
            using var after = ShardUsers.Train(_mlContext, ShardUsers.Plain, Views.Window(
                _mlContext, ShardUsers.Split(_mlContext, at => at == other ? $"u{at}: i h g f e d c" : ShardUsers.Line(at))));
            changed.Add(ShardUsers.Different(before, after).Single());
        }

        Assert.IsGreaterThan(1, changed.Distinct().Count());
    }

    [TestMethod]
    public void The_order_of_the_users_does_not_matter()
    {
        using var expected = ShardUsers.Train(_mlContext, ShardUsers.Plain);
        // The first line fixes the items' keys.
        var lines = Enumerable.Range(0, ShardUsers.Count).Reverse().Select(ShardUsers.Line);

        using var actual = ShardUsers.Train(_mlContext, ShardUsers.Plain, Views.Window(
            _mlContext, Views.Split(_mlContext, string.Join("; ", [ShardUsers.Everything, .. lines]))));

        ShardUsers.AssertEqual(expected, actual);
    }

    [TestMethod]
    public void Without_users_every_row_is_its_own()
    {
        var options = ShardUsers.Plain with { UserColumnName = null };
        var one = ShardUsers.Split(_mlContext);
        var other = ShardUsers.Split(_mlContext, user => ShardUsers.Line(user).Replace("u", "somebody-else-"));

        using var expected = ShardUsers.Train(_mlContext, options, Views.Window(_mlContext, one));
        using var actual = ShardUsers.Train(_mlContext, options, Views.Window(_mlContext, other));
        using var changed = ShardUsers.Train(_mlContext, options, Views.Window(
            _mlContext, ShardUsers.Split(_mlContext, user => user == 4 ? null : ShardUsers.Line(user))));

        ShardUsers.AssertEqual(expected, actual);
        Assert.HasCount(1, ShardUsers.Different(expected, changed));
    }

    [TestMethod]
    public void Epochs_are_split_over_the_slices()
    {
        var epochs = new List<int>();
        var options = ShardUsers.Plain with
        {
            Recommender = SavedModels.Tiny with { Epochs = 8 }, Slices = 3, Shards = 2,
            Progress = new Listener<TrainingProgress>(at => epochs.Add(at.Epoch)),
        };

        using var model = ShardUsers.Train(_mlContext, options);

        // 2·8 / (3+1) = 4 for each of 3 slices, in each of 2 shards.
        CollectionAssert.AreEqual(Enumerable.Repeat(new[] { 1, 2, 3, 4 }, 6).SelectMany(at => at).ToArray(), epochs);
    }

    [TestMethod]
    public void States_do_not_change_what_is_learnt_and_are_taken_over()
    {
        var reports = new List<SisaReport>();
        var options = ShardUsers.Plain with
        {
            Slices = 2, StateFolder = _folder.File("states"), Report = new Listener<SisaReport>(reports.Add),
        };
        using var expected = ShardUsers.Train(_mlContext, options with { StateFolder = null });

        using var first = ShardUsers.Train(_mlContext, options);
        var states = ShardUsers.States(options.StateFolder!);
        using var second = ShardUsers.Train(new MLContext(seed: 8), options);

        ShardUsers.AssertEqual(expected, first);
        ShardUsers.AssertEqual(expected, second);
        CollectionAssert.AreEquivalent(states, ShardUsers.States(options.StateFolder!));
        var bytes = new DirectoryInfo(options.StateFolder!).GetFiles().Sum(file => file.Length);
        Assert.HasCount(3, reports);
        AssertReport(reports[0], [0, 1, 2], 6, 0, 0);
        AssertReport(reports[1], [0, 1, 2], 6, 0, bytes);
        AssertReport(reports[2], [], 0, 6, bytes);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(3)]
    [DataRow(5)]
    public void An_interrupted_training_goes_on_from_the_last_state(int reportsBefore)
    {
        var options = ShardUsers.Plain with { Slices = 2, StateFolder = _folder.File("states") };
        using var expected = ShardUsers.Train(_mlContext, options with { StateFolder = null });
        var count = 0;
        Assert.ThrowsExactly<OperationCanceledException>(() => ShardUsers.Train(_mlContext, options with
        {
            Progress = new Listener<TrainingProgress>(_ =>
            {
                if (count++ == reportsBefore)
                    throw new OperationCanceledException();
            }),
        }));
        var states = ShardUsers.States(options.StateFolder!);

        using var actual = ShardUsers.Train(_mlContext, options);

        ShardUsers.AssertEqual(expected, actual);
        foreach (var (name, bytes) in states)
            Assert.AreEqual(bytes, ShardUsers.States(options.StateFolder!)[name]);
        Assert.HasCount(6, ShardUsers.States(options.StateFolder!));
    }

    [TestMethod]
    public void A_checkpoint_helps_within_a_slice()
    {
        var options = ShardUsers.Plain with
        {
            Recommender = SavedModels.Tiny with { Epochs = 6 }, StateFolder = _folder.File("states"),
            Checkpoint = new CheckpointOptions { FilePath = _folder.File("checkpoint") },
        };
        using var expected = ShardUsers.Train(_mlContext, options with { StateFolder = null, Checkpoint = null });
        var epochs = new List<int>();
        Assert.ThrowsExactly<OperationCanceledException>(() => ShardUsers.Train(_mlContext, options with
        {
            Progress = new Listener<TrainingProgress>(_ =>
            {
                epochs.Add(0);
                if (epochs.Count == 10)
                    throw new OperationCanceledException();
            }),
        }));
        epochs.Clear();

        using var actual = ShardUsers.Train(
            _mlContext, options with { Progress = new Listener<TrainingProgress>(at => epochs.Add(at.Epoch)) });

        CollectionAssert.AreEqual(new[] { 5, 6, 1, 2, 3, 4, 5, 6 }, epochs);
        ShardUsers.AssertEqual(expected, actual);
    }

    [TestMethod]
    public void A_cancelled_training_gives_a_model_and_keeps_whole_states_only()
    {
        using var cancellation = new CancellationTokenSource();
        var count = 0;
        var log = new LogLines(_mlContext, "Sisa");
        var options = ShardUsers.Plain with { StateFolder = _folder.File("states") };

        using var cancelled = ShardUsers.Train(_mlContext, options with
        {
            CancellationToken = cancellation.Token,
            Progress = new Listener<TrainingProgress>(_ =>
            {
                if (++count == 3) // the second shard's first epoch
                    cancellation.Cancel();
            }),
        });

        CollectionAssert.AreEqual(
            new[] { "Sisa: cancelled; of 3 shards these have not learnt all that they were to, or nothing: 1, 2." }, log.Warnings);
        CollectionAssert.AreEqual(new[] { 0.5f, 0.5f, 0 }, ShardUsers.State(cancelled.Module)["shares"]);
        CollectionAssert.AreEqual(new[] { ShardUsers.StateOf(0, 0) }, ShardUsers.States(options.StateFolder!).Keys);
        using var never = ShardUsers.Train(_mlContext, ShardUsers.Plain with { CancellationToken = new CancellationToken(true) });
        Assert.AreEqual(1, ShardUsers.State(never.Module)["shares"].Sum());
    }

    [TestMethod]
    public void A_shard_cancelled_between_slices_has_a_centroid_to_be_attended_to()
    {
        var options = ShardUsers.Plain with
        {
            Slices = 2, Aggregation = new AttentionAggregation(), StateFolder = _folder.File("states"),
        };
        ShardUsers.Train(_mlContext, options).Dispose();
        for (var shard = 0; shard < options.Shards; shard++)
            File.Delete(Path.Combine(options.StateFolder, ShardUsers.StateOf(shard, 1)));

        using var cancelled = ShardUsers.Train(_mlContext, options with { CancellationToken = new CancellationToken(canceled: true) });

        foreach (var centroid in ShardUsers.State(cancelled.Module)["centroids"].Chunk(options.Recommender.EmbeddingSize))
            Assert.IsGreaterThan(0.01, Math.Sqrt(centroid.Sum(value => value * value)));
    }

    [TestMethod]
    public void States_are_known_by_their_options_even_where_the_runs_file_is_gone()
    {
        var options = ShardUsers.Plain with { StateFolder = _folder.File("states") };
        ShardUsers.Train(_mlContext, options).Dispose();
        File.Delete(Path.Combine(options.StateFolder, "run.mlnu"));
        var longer = options with { Recommender = SavedModels.Tiny with { Epochs = SavedModels.Tiny.Epochs + 1 } };

        using var actual = ShardUsers.Train(_mlContext, longer);

        using var expected = ShardUsers.Train(_mlContext, longer with { StateFolder = null });
        ShardUsers.AssertEqual(expected, actual);
    }

    [TestMethod]
    public void Without_users_there_are_no_shards_by_similarity_either()
    {
        var windows = Views.Window(_mlContext, Views.Split(_mlContext, "u1: a; u2: b"));

        var exception = Assert.ThrowsExactly<InvalidOperationException>(
            () => ShardUsers.Train(_mlContext, ShardUsers.Plain with { Sharding = new SimilaritySharding() }, windows));

        Assert.Contains("there is nothing to learn from", exception.Message);
    }

    private static void AssertReport(SisaReport report, int[] shards, int trained, int kept, long bytes)
    {
        CollectionAssert.AreEqual(shards, report.ShardsTrained.ToArray());
        Assert.AreEqual((3, trained, kept, bytes), (report.Shards, report.StatesTrained, report.StatesKept, report.StateBytes));
    }
}
