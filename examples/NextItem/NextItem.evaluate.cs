using Microsoft.ML;
using MLNetUnlearn;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace NextItemApp;

public partial class NextItem
{
    /// <summary>How good a model is, and what it still knows of the forgotten.</summary>
    /// <param name="Model">Which model.</param>
    /// <param name="Recall">The share of users whose held-out last item is among the 10 best, 0 to 1.</param>
    /// <param name="ForgottenHit">The share of forgotten items that are among the 10 best of 101, 0 to 1.</param>
    public sealed record ModelFigures(string Model, double Recall, double ForgottenHit);

    /// <summary>
    /// Judges a model before and after it forgot, beside one that is trained from scratch without the forgotten: what that one finds too
    /// is no memory, so its figure is the goal.
    /// </summary>
    public static IReadOnlyList<ModelFigures> Evaluate(
        string modelPath, string unlearnedModelPath, IReadOnlyList<ForgetRequest> requests, string inputDataFilePath = RetrainFilePath)
    {
        var mlContext = new MLContext(seed: 1);

        using var original = LoadRecommender(mlContext, modelPath, out var items);
        using var unlearned = LoadRecommender(mlContext, unlearnedModelPath, out _);
        var data = LoadIDataViewFromFile(mlContext, inputDataFilePath);
        var partitioned = BuildSequences(mlContext, items)
            .Append(mlContext.Transforms.PartitionForgetRemain(requests))
            .Fit(data).Transform(data);
        using var retrained = BuildWindows(mlContext)
            .Append(mlContext.Unlearning().Retrain(original, new RetrainOptions { Seed = 1 }))
            .Fit(partitioned).LastTransformer;
        return [Judge("original", original), Judge("unlearned", unlearned), Judge("retrained", retrained)];

        ModelFigures Judge(string name, SequentialRecommenderTransformer model) => new(
            name,
            mlContext.SequentialRecommendation().Evaluate(model, partitioned, seed: 1).RecallAt(10),
            mlContext.Unlearning().Evaluate(model, retrained, partitioned, negatives: 100, seed: 1).HitAt(10));
    }
}
