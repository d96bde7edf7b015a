using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Benchmarks.Methods;

/// <summary>SISA: the touched shards of a model of its own are trained again.</summary>
/// <param name="Options">
/// Of training; the network of a shard is the benchmark's own, at <see cref="EpochsFactor"/> times its epochs.
/// </param>
/// <param name="EpochsFactor">
/// A shard's epoch has 1/S of the steps; twice the epochs are what a shard of games still gains from, five times would match the steps.
/// </param>
internal sealed record ShardedMethod(SisaOptions Options, int EpochsFactor) : BenchmarkMethod
{
    private static readonly string[] Told =
        [nameof(SisaOptions.Shards), nameof(SisaOptions.Slices), nameof(SisaOptions.Sharding), nameof(SisaOptions.Aggregation)];

    public override bool CanStream => false;

    public override JsonObject OptionsJson
    {
        get
        {
            var json = ToJson(Options);
            foreach (var name in json.Select(option => option.Key).Except(Told).ToList())
                json.Remove(name); // the network's are the benchmark's own, the others without effect
            json[nameof(EpochsFactor)] = EpochsFactor;
            return json;
        }
    }

    public override BenchmarkMethod With(string json)
    {
        var merged = Merge(json);
        var factor = merged[nameof(EpochsFactor)]!.GetValue<int>();
        merged.Remove(nameof(EpochsFactor));
        return this with { Options = FromJson<SisaOptions>(merged), EpochsFactor = factor };
    }

    public override (IEstimator<RecommenderTransformer> Estimator, Preparation? Cost) Create(MethodContext context)
    {
        var (model, states, cost) = context.Preparations!.Shards(context.Name, Options, EpochsFactor);
        return (context.Unlearning.Sisa(model, new SisaUnlearningOptions { StateFolder = states, Seed = context.Seed }), cost);
    }
}
