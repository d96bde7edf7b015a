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

    private static readonly Dictionary<string, RecommenderTrainerOptions> All = new()
    {
        ["sasrec"] = new SasRecOptions(),
        ["gru4rec"] = new Gru4RecOptions(),
        ["bert4rec"] = new Bert4RecOptions(),
        ["popularity"] = new PopularityOptions(),
        ["itemknn"] = new ItemKnnOptions(),
    };

    public static string[] Names => [.. All.Keys];

    public static string[] Networks => [.. All.Where(model => model.Value is RecommenderOptions).Select(model => model.Key)];

    /// <summary>A network's default options.</summary>
    public static RecommenderOptions Network(string name) => (RecommenderOptions)All[name];

    /// <summary>Trains a model with options from JSON.</summary>
    public static RecommenderTransformer Fit(MLContext mlContext, string name, string json, IDataView windows)
    {
        var trainers = mlContext.SequentialRecommendation().Trainers;
        return JsonSerializer.Deserialize(json, All[name].GetType(), Settings) switch
        {
            RecommenderOptions network => trainers.Custom(network).Fit(windows),
            PopularityOptions popularity => trainers.Popularity(popularity).Fit(windows),
            ItemKnnOptions neighbours => trainers.ItemKnn(neighbours).Fit(windows),
            _ => throw new ArgumentException($"{name} has no options in '{json}'."),
        };
    }
}
