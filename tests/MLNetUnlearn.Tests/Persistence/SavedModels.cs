using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Persistence;

/// <summary>Small trained models, and their packages.</summary>
internal static class SavedModels
{
    public static SasRecOptions Tiny { get; } = new()
    {
        EmbeddingSize = 4, Blocks = 1, Epochs = 2, Dropout = 0.2, Seed = 5, TopK = 3, ExcludeSeen = false, ValidationNegatives = 2,
    };

    /// <summary>A tiny one of each model.</summary>
    public static RecommenderOptions TinyOf(string model) => model switch
    {
        "Gru4Rec" => new Gru4RecOptions { EmbeddingSize = 4, Epochs = 2, Dropout = 0.2, Seed = 5, TopK = 3, ExcludeSeen = false },
        "Bert4Rec" => new Bert4RecOptions
        {
            EmbeddingSize = 4, Heads = 2, Blocks = 1, Epochs = 2, Seed = 5, TopK = 3, ExcludeSeen = false, ValidationNegatives = 2,
        },
        "Sisa" => new SisaOptions { Recommender = Tiny, Shards = 2, Seed = 5, TopK = 3, ExcludeSeen = false },
        _ => Tiny,
    };

    public const string Users = "u1: a b c d e f; u2: b d e f a; u3: c d e a";

    /// <summary>A SASRec of six items and windows of four.</summary>
    public static SequentialRecommenderTransformer Fit(MLContext mlContext, RecommenderOptions? options = null) =>
        mlContext.SequentialRecommendation().Trainers.Custom(options ?? Tiny)
            .Fit(Views.Window(mlContext, Views.Split(mlContext, Users)));

    public static byte[] Package(MLContext mlContext, SequentialRecommenderTransformer model)
    {
        var stream = new MemoryStream();
        mlContext.Model.SavePackage(model, stream);
        return stream.ToArray();
    }

    public static SequentialRecommenderTransformer Load(MLContext mlContext, byte[] package, params RecommenderOptions[] custom) =>
        mlContext.Model.LoadPackage(new MemoryStream(package), custom);
}
