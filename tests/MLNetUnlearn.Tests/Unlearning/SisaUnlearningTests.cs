using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Shards;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Recommenders.Shards;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;
using static MLNetUnlearn.Tests.Recommenders.Shards.ShardUsers;

namespace MLNetUnlearn.Tests.Unlearning;

[TestClass]
public sealed class SisaUnlearningTests : IDisposable
{
    private const string Requests = "u3 d; u7 e; u13 i";

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TempFolder _temp = new();
    private readonly List<SisaReport> _reports = [];

    private string Folder => _temp.File("states");

    private IDataView Forgotten => Views.Window(_mlContext, Views.Partitioned(_mlContext, Split(_mlContext), Requests));

    public void Dispose() => _temp.Dispose();

    [TestMethod]
    [DataRow(1, false, false)]
    [DataRow(3, false, false)]
    [DataRow(3, true, false)]
    [DataRow(2, true, true)]
    public void Unlearning_is_training_on_what_remains_bit_for_bit(int slices, bool hasAttention, bool hasNegatives)
    {
        var options = Plain with
        {
            Slices = slices, Aggregation = hasAttention ? new AttentionAggregation() : new MeanAggregation(),
            Recommender = SavedModels.Tiny with { Epochs = 4, ValidationNegatives = hasNegatives ? 2 : null },
        };
        using var original = Train(_mlContext, options with { StateFolder = Folder });
        // The items gone from the lines, rather than marked.
        using var expected = Train(_mlContext, options, Views.Window(
            _mlContext, Split(_mlContext, user => user switch
            {
                3 => Line(3).Replace(" d", "", StringComparison.Ordinal), // its first item: no row is marked
                7 => Line(7).Replace(" e", "", StringComparison.Ordinal),
                13 => Line(13).Replace(" i", "", StringComparison.Ordinal),
                _ => Line(user),
            })));

        using var unlearned = Unlearn(original, Forgotten);

        AssertEqual(expected, unlearned);
        Assert.IsNotEmpty(Different(original, unlearned));
    }

    [TestMethod]
    public void Whole_users_are_forgotten_too()
    {
        using var original = Train(_mlContext, Plain with { Slices = 2, StateFolder = Folder });
        var rest = Unmarked(user => user is 2 ? null : Line(user));
        using var expected = Train(_mlContext, Plain with { Slices = 2 }, rest);

        using var unlearned = Unlearn(original, rest);

        AssertEqual(expected, unlearned);
        Assert.HasCount(1, _reports.Single().ShardsTrained);
    }

    [TestMethod]
    public void Only_what_is_touched_is_trained_and_other_states_stay_as_they_are()
    {
        var firstTouched = new List<int>();
        for (var user = 0; user < 8; user++)
        {
            var (folder, gone) = (_temp.File($"of{user}"), user);
            using var original = Train(_mlContext, Plain with { Slices = 2, StateFolder = folder });
            var before = States(folder);
            _reports.Clear();

            using var unlearned = Unlearn(original, Unmarked(at => at == gone ? null : Line(at)));

            var after = States(folder);
            var shard = Different(original, unlearned).Single();
            var changed = before.Keys.Where(name => before[name] != after[name]).Order().ToArray();
            Assert.HasCount(before.Count, after);
            // From the first touched slice to the last.
            CollectionAssert.AreEqual(
                Enumerable.Range(2 - changed.Length, changed.Length).Select(slice => StateOf(shard, slice)).ToArray(), changed);
            var report = _reports.Single();
            CollectionAssert.AreEqual(new[] { shard }, report.ShardsTrained.ToArray());
            Assert.AreEqual((changed.Length, 6 - changed.Length), (report.StatesTrained, report.StatesKept));
            Assert.AreEqual(new DirectoryInfo(folder).GetFiles().Sum(file => file.Length), report.StateBytes);
            firstTouched.Add(2 - changed.Length);
        }

        Assert.IsGreaterThan(1, firstTouched.Distinct().Count()); // or slices were none
    }

    [TestMethod]
    public void What_is_touched_is_deleted_before_anything_is_trained_and_unlearning_goes_on()
    {
        using var original = Train(_mlContext, Plain with { Slices = 2, StateFolder = Folder });
        using var expected = Unlearn(original, Forgotten, _temp.File("copy"), copyOf: Folder);
        var before = States(Folder);
        var final = States(_temp.File("copy"));
        File.WriteAllText(Path.Combine(Folder, $"{StateOf(0, 0)}.77-1.tmp"), "left by a killed process");

        Assert.ThrowsExactly<OperationCanceledException>(
            () => Unlearn(original, Forgotten, progress: () => throw new OperationCanceledException()));
        var left = States(Folder);
        using var actual = Unlearn(original, Forgotten);

        AssertEqual(expected, actual);
        Assert.IsLessThan(before.Count, left.Count);
        foreach (var (name, bytes) in left)
            Assert.AreEqual(final[name], bytes); // nothing that the end does not have, so nothing of what is forgotten
        CollectionAssert.AreEquivalent(final, States(Folder));
    }

    [TestMethod]
    public void Requests_come_one_after_another()
    {
        using var original = Train(_mlContext, Plain with { Slices = 2, StateFolder = Folder });
        var both = Views.Window(_mlContext, Views.Partitioned(_mlContext, Split(_mlContext), Requests + "; u11 f"));
        using var expected = Train(_mlContext, Plain with { Slices = 2 }, both);

        using var first = Unlearn(original, Forgotten);
        using var second = Unlearn(first, both);
        using var third = Unlearn(second, both);

        AssertEqual(expected, second);
        AssertEqual(expected, third);
        Assert.IsEmpty(_reports[2].ShardsTrained);
    }

    [TestMethod]
    public void A_loaded_model_is_told_where_its_states_are()
    {
        using var original = Train(_mlContext, Plain with { StateFolder = Folder });
        var elsewhere = new MLContext(seed: 99);
        using var loaded = SavedModels.Load(elsewhere, SavedModels.Package(_mlContext, original));
        var windows = Views.Window(elsewhere, Views.Partitioned(elsewhere, Split(elsewhere), Requests));
        using var expected = Train(_mlContext, Plain, Forgotten);

        using var unlearned = elsewhere.Unlearning().Sisa(loaded, Folder).Fit(windows);

        AssertEqual(expected, unlearned);
        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => elsewhere.Unlearning().Sisa(loaded).Fit(windows));
        Assert.AreEqual("Sisa: the model does not know of a folder with its states; set StateFolder, or retrain.", exception.Message);
    }

    [TestMethod]
    public void Similar_users_stay_in_their_shards()
    {
        var options = Plain with { Slices = 2, Sharding = new SimilaritySharding(), Aggregation = new AttentionAggregation() };
        using var original = Train(_mlContext, options with { StateFolder = Folder });
        var rest = Unmarked(user => user is 2 ? null : Line(user));
        // Training from nothing but the places.
        CopyFolder(Folder, _temp.File("places"));
        foreach (var file in Directory.GetFiles(_temp.File("places"), "shard-*"))
            File.Delete(file);
        using var expected = Train(_mlContext, options with { StateFolder = _temp.File("places") }, rest);
        var places = new FileInfo(Path.Combine(Folder, "places.mlnu"));
        var before = places.Length;

        using var unlearned = Unlearn(original, rest);

        AssertEqual(expected, unlearned);
        places.Refresh();
        Assert.AreEqual(before - 16, places.Length); // a hash and a shard
    }

    [TestMethod]
    public void Other_methods_do_with_shards_what_they_do_with_any_model()
    {
        using var original = Train(_mlContext, Plain with { StateFolder = Folder });
        var states = States(Folder);
        var sruga = new SrugaOptions { MaximumEpochs = 2, Seed = 1, Stop = new MLNetUnlearn.Unlearning.Stopping.NoStop() };

        using var moved = _mlContext.Unlearning().Sruga(original, sruga).Fit(Forgotten);
        using var again = _mlContext.Unlearning().Sruga(original, sruga).Fit(Forgotten);
        using var retrained = _mlContext.Unlearning().Retrain(original, new RetrainOptions { Seed = 5 }).Fit(Forgotten);
        using var expected = Train(_mlContext, Plain, Forgotten);

        AssertEqual(moved, again);
        Assert.HasCount(3, Different(original, moved));
        AssertEqual(expected, retrained);
        CollectionAssert.AreEquivalent(states, States(Folder));
        // Their weights are not those of the states.
        Assert.IsNull(((SisaOptions)moved.Options).StateFolder);
        Assert.IsNull(((SisaOptions)retrained.Options).StateFolder);
    }

    [TestMethod]
    public void A_model_without_shards_is_refused()
    {
        using var model = SavedModels.Fit(_mlContext);

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Unlearning().Sisa(model));

        Assert.AreEqual("Sisa: The model is 'SasRec'; it must be one that Trainers.Sisa has trained. (Parameter 'model')", exception.Message);
    }

    private SequentialRecommenderTransformer Unlearn(
        SequentialRecommenderTransformer original, IDataView windows, string? folder = null, string? copyOf = null,
        Action? progress = null)
    {
        if (copyOf is not null)
            CopyFolder(copyOf, folder!);
        var context = new MLContext(seed: 31);
        if (progress is not null)
            context.Log += (_, message) => BreakOff(message.RawMessage, progress);
        return context.Unlearning().Sisa(original, new SisaUnlearningOptions
        {
            StateFolder = folder, Report = new Listener<SisaReport>(_reports.Add),
        }).Fit(windows);
    }

    private static void BreakOff(string message, Action progress)
    {
        if (message.StartsWith("SasRec: epoch 1/", StringComparison.Ordinal))
            progress();
    }

    // Nothing is marked: what is to be forgotten is not there at all.
    private IDataView Unmarked(Func<int, string?> line)
    {
        var split = Split(_mlContext, line);
        return Views.Window(_mlContext, _mlContext.Transforms.PartitionForgetRemain([]).Fit(split).Transform(split));
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
