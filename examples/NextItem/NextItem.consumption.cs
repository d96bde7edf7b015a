using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn;
using MLNetUnlearn.Recommenders;

namespace NextItemApp;

public partial class NextItem
{
    /// <summary>What a prediction is made from.</summary>
    #region model input class
    public class ModelInput
    {
        /// <summary>The items a user had, the latest last.</summary>
        [ColumnName("Sequence")]
        public string[] Sequence { get; set; } = [];
    }
    #endregion

    /// <summary>What a prediction says.</summary>
    #region model output class
    public class ModelOutput
    {
        /// <summary>The items to recommend, the best first.</summary>
        [ColumnName("Recommended")]
        public string[] Recommended { get; set; } = [];

        /// <summary>Their scores.</summary>
        [ColumnName("Score")]
        public float[] Score { get; set; } = [];
    }
    #endregion

    private static readonly string MLNetModelPath = Path.GetFullPath("NextItem.mlnet");

    public static readonly Lazy<PredictionEngine<ModelInput, ModelOutput>> PredictEngine = new(() => CreatePredictEngine(), true);

    /// <summary>Recommends what comes next. As any PredictionEngine, it serves one thread at a time.</summary>
    /// <param name="input">A user's items.</param>
    public static ModelOutput Predict(ModelInput input) => PredictEngine.Value.Predict(input);

    /// <summary>The best items with their scores, the best first.</summary>
    /// <param name="input">A user's items.</param>
    /// <param name="count">How many, at most the 10 that the model gives.</param>
    public static IReadOnlyList<KeyValuePair<string, float>> PredictTopItems(ModelInput input, int count = 3)
    {
        var output = Predict(input);
        return [.. output.Recommended.Zip(output.Score, KeyValuePair.Create).Take(count)];
    }

    private static PredictionEngine<ModelInput, ModelOutput> CreatePredictEngine()
    {
        var mlContext = new MLContext();
        var mlModel = mlContext.Model.Load(MLNetModelPath, out _);
        return mlContext.Model.CreatePredictionEngine<ModelInput, ModelOutput>(mlModel);
    }

    // Item ids in, item ids out; the keys between them are the model's own.
    private static void SaveModel(
        MLContext mlContext, TransformerChain<SequentialRecommenderTransformer> model, IDataView data, string outputModelPath)
    {
        var items = ItemsOf(mlContext, model.GetOutputSchema(data.Schema));
        var input = mlContext.Data.LoadFromEnumerable<ModelInput>([]);
        var keys = mlContext.Transforms.Conversion.MapValueToKey("Sequence", keyData: items).Fit(input);
        var recommender = keys.Append(model.LastTransformer);
        var names = mlContext.Transforms.Conversion.MapKeyToValue("Recommended").Fit(recommender.Transform(input));
        // Beside its place, and then into it: the file is whole or the one before.
        var draft = outputModelPath + ".tmp";
        try
        {
            mlContext.Model.Save(recommender.Append(names), input.Schema, draft);
            File.Move(draft, outputModelPath, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // What the model's keys stand for, in their order.
    private static IDataView ItemsOf(MLContext mlContext, DataViewSchema schema)
    {
        VBuffer<ReadOnlyMemory<char>> items = default;
        schema["Sequence"].GetKeyValues(ref items);
        return mlContext.Data.LoadFromEnumerable(items.DenseValues().Select(item => new KnownItem { ItemId = item.ToString() }).ToArray());
    }

    private sealed class KnownItem
    {
        public string ItemId { get; set; } = "";
    }
}
