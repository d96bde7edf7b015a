using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Benchmarks.Data;

/// <summary>The models that benchmarks can train, by name: one line for each.</summary>
internal static class BenchmarkModels
{
    private static readonly JsonSerializerOptions Settings = new()
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Dictionary<string, Func<SequentialRecommendationTrainers, string, SequentialRecommenderTrainer>> All = new()
    {
        ["sasrec"] = (trainers, options) => trainers.SasRec(Read<SasRecOptions>(options)),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static SequentialRecommenderTrainer Trainer(MLContext mlContext, string model, string options) =>
        All[model](mlContext.SequentialRecommendation().Trainers, options);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Settings)!;
}
