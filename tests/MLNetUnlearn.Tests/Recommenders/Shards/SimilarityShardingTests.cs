using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Shards;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders.Shards;

/// <summary>Shards of similar users, as the folder of states has them.</summary>
[TestClass]
public sealed class SimilarityShardingTests : IDisposable
{
    // Three kinds of users, who share no item with another kind.
    private static readonly string[] Kinds = ["a b c d e", "f g h i j", "k l m n o"];

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Users_with_the_same_items_come_together(int seed)
    {
        var places = Places(seed, users: 30);

        Assert.HasCount(30, places);
        for (var kind = 0; kind < 3; kind++)
            Assert.HasCount(1, Enumerable.Range(0, 10).Select(i => places[Hash($"u{(3 * i) + kind}")]).Distinct());
        Assert.HasCount(3, places.Values.Distinct());
    }

    [TestMethod]
    [DataRow(31, 3)]
    [DataRow(17, 4)]
    [DataRow(7, 5)]
    public void Shards_are_equal_but_for_one_user(int users, int shards)
    {
        var sizes = Places(seed: 1, users, shards).GroupBy(place => place.Value).Select(shard => shard.Count()).ToArray();

        Assert.HasCount(shards, sizes);
        Assert.AreEqual(users, sizes.Sum());
        Assert.IsLessThanOrEqualTo(1, sizes.Max() - sizes.Min());
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_shards_whatever_the_order_of_the_users()
    {
        var first = Places(seed: 4, users: 31);

        CollectionAssert.AreEquivalent(first, Places(seed: 4, users: 31, name: "again"));
        CollectionAssert.AreEquivalent(first, Places(seed: 4, users: 31, name: "reversed", isReversed: true));
    }

    private Dictionary<ulong, long> Places(int seed, int users, int shards = 3, string name = "states", bool isReversed = false)
    {
        var lines = Enumerable.Range(0, users).Select(user => $"u{user}: {Kinds[user % 3]}");
        // The first three users' items fix the keys, so the order of the others may vary.
        var rest = lines.Skip(3);
        var view = Views.Split(_mlContext, string.Join("; ", [.. lines.Take(3), .. isReversed ? rest.Reverse() : rest]));
        var options = ShardUsers.Plain with
        {
            Seed = seed, Shards = shards, Sharding = new SimilaritySharding(), StateFolder = _folder.File(name + shards),
        };
        using var model = ShardUsers.Train(_mlContext, options, Views.Window(_mlContext, view));
        return Read(Path.Combine(options.StateFolder!, "places.mlnu"));
    }

    // The file is a zip with safetensors: the length of a header, the header, the numbers.
    private static Dictionary<ulong, long> Read(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        using var stream = new MemoryStream();
        using (var entry = zip.GetEntry("places.safetensors")!.Open())
            entry.CopyTo(stream);
        var bytes = stream.ToArray();
        var start = 8 + (int)BitConverter.ToInt64(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, start - 8));
        return Numbers("users").Zip(Numbers("shards")).ToDictionary(place => (ulong)place.First, place => place.Second);

        long[] Numbers(string name)
        {
            var offsets = header.RootElement.GetProperty(name).GetProperty("data_offsets");
            var (from, to) = (start + offsets[0].GetInt32(), start + offsets[1].GetInt32());
            return [.. bytes[from..to].Chunk(8).Select(number => BitConverter.ToInt64(number))];
        }
    }

    // FNV-1a, 16 bits at a time.
    private static ulong Hash(string id) => id.Aggregate(14695981039346656037, (hash, character) => (hash ^ character) * 1099511628211);
}
