using System.Globalization;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Shards;
using MLNetUnlearn.Tests.Persistence;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders.Shards;

/// <summary>A few users over nine items, and small networks to train on shards of them.</summary>
internal static class ShardUsers
{
    public const int Count = 24;

    /// <summary>As many items as there are keys, whoever is left out: this user has all.</summary>
    public const string Everything = "all: a b c d e f g h i a b";

    public static SisaOptions Plain { get; } = new()
    {
        Recommender = SavedModels.Tiny, Shards = 3, Seed = 5, TopK = 3, ExcludeSeen = false,
    };

    /// <summary>User k takes every step of 1 to 3 items along a ring of nine.</summary>
    public static string Line(int user) =>
        $"u{user}: " + string.Join(
            ' ', Enumerable.Range(0, 6 + (user % 3)).Select(i => (char)('a' + ((user + (i * (1 + (user % 3)))) % 9))));

    /// <summary>The users before windows; some left out, some with other lines.</summary>
    public static IDataView Split(MLContext mlContext, Func<int, string?>? line = null) => Views.Split(mlContext, string.Join(
        "; ", [Everything, .. Enumerable.Range(0, Count).Select(user => line is null ? Line(user) : line(user)).OfType<string>()]));

    public static SequentialRecommenderTransformer Train(MLContext mlContext, SisaOptions options, IDataView? windows = null) =>
        mlContext.SequentialRecommendation().Trainers.Sisa(options).Fit(windows ?? Views.Window(mlContext, Split(mlContext)));

    public static ShardedModule Module(SequentialRecommenderTransformer model) => (ShardedModule)model.Module;

    /// <summary>Which shards' weights differ.</summary>
    public static int[] Different(SequentialRecommenderTransformer one, SequentialRecommenderTransformer other)
    {
        var (first, second) = (Module(one).Shards, Module(other).Shards);
        return
        [
            .. Enumerable.Range(0, first.Count)
                .Where(shard => Weights.Distance(Weights.Of(first[shard]), Weights.Of(second[shard])) > 0),
        ];
    }

    /// <summary>Every weight of two models is the same to the last bit, shares and centroids too.</summary>
    public static void AssertEqual(SequentialRecommenderTransformer expected, SequentialRecommenderTransformer actual)
    {
        var (one, other) = (State(expected.Module), State(actual.Module));
        CollectionAssert.AreEquivalent(one.Keys, other.Keys);
        foreach (var (name, values) in one)
            CollectionAssert.AreEqual(values, other[name], name);
    }

    public static Dictionary<string, float[]> State(SequenceModule module) =>
        module.state_dict().ToDictionary(named => named.Key, named => named.Value.data<float>().ToArray());

    /// <summary>The states in a folder: name to bytes.</summary>
    public static Dictionary<string, string> States(string folder) =>
        Directory.GetFiles(folder, "shard-*")
            .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(File.ReadAllBytes(file)));

    public static string StateOf(int shard, int slice) =>
        string.Create(CultureInfo.InvariantCulture, $"shard-{shard:D3}-slice-{slice:D3}.mlnu");
}
