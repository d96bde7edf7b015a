using MLNetUnlearn.Persistence;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders.Data;

namespace MLNetUnlearn.Recommenders.Shards;

/// <summary>What all states of a folder have in common.</summary>
/// <param name="Options">A hash of shards, slices and the networks' options.</param>
/// <param name="Items">A hash of the items, in the order of their keys.</param>
/// <param name="MaximumLength">n, the window length.</param>
/// <param name="Seed">Seed of everything random.</param>
internal sealed record ShardRun(string Options, string Items, int MaximumLength, long Seed)
{
    public static ShardRun Of(SisaOptions options, RecommenderData data, long seed)
    {
        using var hash = new RunFingerprint();
        hash.Add(data.ItemCount);
        foreach (var text in data.Vocabulary.Texts.Values ?? [])
            hash.Add(text);
        return new ShardRun(OptionsOf(options), hash.Result(), data.MaximumLength, seed);
    }

    /// <summary>A hash of shards, slices and the networks' options.</summary>
    public static string OptionsOf(SisaOptions options)
    {
        using var hash = new RunFingerprint();
        // Columns, and what is asked of the trained model, do not change it.
        var plain = new SisaOptions
        {
            Recommender = options.Recommender, Shards = options.Shards, Slices = options.Slices, Sharding = options.Sharding,
            Aggregation = options.Aggregation,
        };
        return hash.Add(plain with { Recommender = plain.OfShard }).Add(options.Recommender.GetType().FullName!).Result();
    }

    /// <summary>What another run has that this one has not; empty where they are the same.</summary>
    public string Differences(ShardRun other) => string.Join(", ", new[]
    {
        Seed == other.Seed ? null : $"seed {other.Seed} (here {Seed})",
        Options == other.Options ? null : "other options",
        Items == other.Items ? null : "other items",
        MaximumLength == other.MaximumLength ? null : $"windows of {other.MaximumLength} items (here {MaximumLength})",
    }.OfType<string>());
}
