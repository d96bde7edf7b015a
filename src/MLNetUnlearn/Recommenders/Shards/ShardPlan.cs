using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Randomness;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>Who is in which slice of which shard, and what that makes each state: a function of data, options, seed and places.</summary>
internal sealed class ShardPlan
{
    private readonly RecommenderData _data;
    private readonly SisaOptions _options;
    private readonly long _seed;
    private readonly int[][] _users; // by shard, then by slice, then by hash
    private readonly string[][] _fingerprints;

    /// <param name="data">What is to be learnt.</param>
    /// <param name="options">Shards and slices.</param>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="places">Shards of users who do not go by their hash alone.</param>
    public ShardPlan(RecommenderData data, SisaOptions options, long seed, IReadOnlyDictionary<ulong, int> places)
    {
        (_data, _options, _seed) = (data, options, seed);
        var users = data.RemainingUsers().ToLookup(user => Shard(data.Users[user], places));
        _users = [.. Enumerable.Range(0, options.Shards).Select(shard => users[shard].OrderBy(user => Slice(data.Users[user])).ToArray())];
        Places = data.RemainingUsers().Select(user => data.Users[user]).Distinct().Where(places.ContainsKey)
            .ToDictionary(id => id, id => places[id]);
        _fingerprints = [.. Enumerable.Range(0, options.Shards).Select(Fingerprints)];
    }

    /// <summary>The places of those who are still there.</summary>
    public IReadOnlyDictionary<ulong, int> Places { get; }

    /// <summary>What the state after a slice is a function of, in hexadecimal; two states with the same one are the same.</summary>
    public string Fingerprint(int shard, int slice) => _fingerprints[shard][slice];

    /// <summary>How many users the slices up to one have.</summary>
    public int CountUsers(int shard, int slice) => UsersUpTo(shard, slice).Length;

    /// <summary>What the slices up to one leave to learn.</summary>
    public RecommenderData Data(int shard, int slice) => _data.OfUsers(UsersUpTo(shard, slice));

    /// <summary>How a slice is trained.</summary>
    public RecommenderOptions Training(int slice)
    {
        var whole = _options.OfShard;
        // Slices 1 to r are 1/R, 2/R ... of the data: together as many steps as all of it takes without slices.
        var before = (int)(2L * whole.Epochs * slice / (_options.Slices + 1));
        var epochs = (int)(2L * whole.Epochs * (slice + 1) / (_options.Slices + 1)) - before;
        return whole with { Epochs = Math.Max(1, epochs) };
    }

    /// <summary>The seed of a slice's training.</summary>
    public long Seed(int shard, int slice) =>
        (long)(new CounterRandom((ulong)_seed, ((ulong)shard << 32) | (uint)slice).NextUInt64() >> 1);

    private int[] UsersUpTo(int shard, int slice) => Array.FindAll(_users[shard], user => Slice(_data.Users[user]) <= slice);

    private int Shard(ulong user, IReadOnlyDictionary<ulong, int> places) =>
        places.TryGetValue(user, out var shard) ? shard : new CounterRandom((ulong)_seed, user).NextInt(_options.Shards);

    private int Slice(ulong user) => new CounterRandom((ulong)_seed, user) { Position = 1 }.NextInt(_options.Slices);

    // A state also depends on those before it, from which its training went on.
    private string[] Fingerprints(int shard)
    {
        var (fingerprints, options) = (new string[_options.Slices], ShardRun.OptionsOf(_options));
        for (var slice = 0; slice < fingerprints.Length; slice++)
        {
            using var fingerprint = new RunFingerprint();
            fingerprints[slice] = fingerprint.Add(slice == 0 ? "" : fingerprints[slice - 1]).Add(Seed(shard, slice)).Add(options)
                .Add(Data(shard, slice).AppendTo).Result();
        }
        return fingerprints;
    }
}
