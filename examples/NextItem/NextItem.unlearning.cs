using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace NextItemApp;

public partial class NextItem
{
    /// <summary>Takes interactions out of a saved model and saves what is left. The model it starts from stays as it is.</summary>
    /// <param name="outputModelPath">Where the model that forgot goes.</param>
    /// <param name="requests">What is to be forgotten.</param>
    /// <param name="inputModelPath">A model that <see cref="Train"/> has saved.</param>
    /// <param name="inputDataFilePath">The data it was trained on, what is to be forgotten still in it; erase that afterwards.</param>
    public static void Unlearn(
        string outputModelPath, IEnumerable<ForgetRequest> requests, string inputModelPath, string inputDataFilePath = RetrainFilePath)
    {
        var mlContext = new MLContext(seed: 1);

        var data = LoadIDataViewFromFile(mlContext, inputDataFilePath);
        using var original = LoadRecommender(mlContext, inputModelPath, out var items);
        using var model = BuildUnlearningPipeline(mlContext, original, items, requests).Fit(data);
        SaveModel(mlContext, model, data, outputModelPath);
    }

    /// <summary>The pipeline: interactions in, the model without those of the requests out.</summary>
    public static IEstimator<TransformerChain<SequentialRecommenderTransformer>> BuildUnlearningPipeline(
        MLContext mlContext, SequentialRecommenderTransformer original, IDataView items, IEnumerable<ForgetRequest> requests) =>
        BuildSequences(mlContext, items)
            .Append(mlContext.Transforms.PartitionForgetRemain(requests))
            .Append(BuildWindows(mlContext))
            .Append(mlContext.Unlearning().NewtonStep(original, new NewtonStepOptions { Seed = 1 }));

    /// <summary>Requests to try it with: one in ten users wants up to half of their items forgotten.</summary>
    public static IReadOnlyList<ForgetRequest> SampleRequests(string inputDataFilePath = RetrainFilePath)
    {
        var mlContext = new MLContext(seed: 1);
        var data = LoadIDataViewFromFile(mlContext, inputDataFilePath);
        var sequences = BuildSequences(mlContext).Fit(data).Transform(data);
        return mlContext.Unlearning().SampleForgetRequests(sequences, userFraction: 0.1, maximumItemFraction: 0.5, seed: 1);
    }

    // ML.NET loads the file, Restore makes the recommender whole: to be unlearned and evaluated, not only asked.
    private static SequentialRecommenderTransformer LoadRecommender(MLContext mlContext, string modelPath, out IDataView items)
    {
        var loaded = mlContext.Model.Load(modelPath, out var inputSchema);
        items = ItemsOf(mlContext, loaded.GetOutputSchema(inputSchema));
        return mlContext.Model.Restore<ITransformer>(loaded).OfType<SequentialRecommenderTransformer>().Single();
    }
}
