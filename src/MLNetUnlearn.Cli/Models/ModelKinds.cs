using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Cli.Models;

/// <summary>A model that can be trained, by its options as they are by default.</summary>
internal sealed record ModelKind(string Name, RecommenderTrainerOptions Options);

/// <summary>The models, one line for each.</summary>
internal static class ModelKinds
{
    public static IReadOnlyList<ModelKind> All { get; } =
    [
        new("sasrec", new SasRecOptions()),
        new("gru4rec", new Gru4RecOptions()),
        new("bert4rec", new Bert4RecOptions()),
        new("popularity", new PopularityOptions()),
        new("itemknn", new ItemKnnOptions()),
    ];

    public static ModelKind Get(string name) => All.Single(kind => kind.Name == name);

    /// <summary>The trainer of options of any kind.</summary>
    public static IEstimator<RecommenderTransformer> Trainer(MLContext mlContext, RecommenderTrainerOptions options)
    {
        var trainers = mlContext.SequentialRecommendation().Trainers;
        return options switch
        {
            RecommenderOptions network => trainers.Custom(network),
            PopularityOptions popularity => trainers.Popularity(popularity),
            ItemKnnOptions neighbours => trainers.ItemKnn(neighbours),
            _ => throw new InvalidOperationException($"A model of kind {options.Name} cannot be trained by this tool."),
        };
    }
}
