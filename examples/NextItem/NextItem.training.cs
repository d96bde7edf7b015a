using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;

namespace NextItemApp;

public partial class NextItem
{
    public const string RetrainFilePath = "NextItem.tsv";
    public const char RetrainSeparatorChar = '\t';
    public const bool RetrainHasHeader = true;

    /// <summary>A line of the training data: who had what, and when.</summary>
    #region training row class
    public class TrainingRow
    {
        [LoadColumn(0)]
        [ColumnName("UserId")]
        public string UserId { get; set; } = "";

        [LoadColumn(1)]
        [ColumnName("ItemId")]
        public string ItemId { get; set; } = "";

        [LoadColumn(2)]
        [ColumnName("Timestamp")]
        public long Timestamp { get; set; }
    }
    #endregion

    /// <summary>Trains a new model with the provided data and saves it.</summary>
    /// <param name="outputModelPath">Where the model goes, for example "./NextItem.mlnet".</param>
    /// <param name="inputDataFilePath">The training data.</param>
    /// <param name="separatorChar">What separates the columns of the training data.</param>
    /// <param name="hasHeader">Whether the training data start with a header.</param>
    public static void Train(
        string outputModelPath, string inputDataFilePath = RetrainFilePath, char separatorChar = RetrainSeparatorChar,
        bool hasHeader = RetrainHasHeader)
    {
        var mlContext = new MLContext(seed: 1);

        var data = LoadIDataViewFromFile(mlContext, inputDataFilePath, separatorChar, hasHeader);
        using var model = RetrainModel(mlContext, data);
        SaveModel(mlContext, model, data, outputModelPath);
    }

    /// <summary>Loads the training data.</summary>
    public static IDataView LoadIDataViewFromFile(
        MLContext mlContext, string inputDataFilePath, char separatorChar = RetrainSeparatorChar, bool hasHeader = RetrainHasHeader) =>
        mlContext.Data.LoadFromTextFile<TrainingRow>(inputDataFilePath, separatorChar, hasHeader);

    /// <summary>Fits the pipeline to training data.</summary>
    public static TransformerChain<SequentialRecommenderTransformer> RetrainModel(MLContext mlContext, IDataView trainData) =>
        BuildPipeline(mlContext).Fit(trainData);

    /// <summary>The pipeline: interactions in, a model that recommends the next item out.</summary>
    public static IEstimator<TransformerChain<SequentialRecommenderTransformer>> BuildPipeline(MLContext mlContext) =>
        BuildSequences(mlContext)
            .Append(BuildWindows(mlContext))
            .Append(mlContext.SequentialRecommendation().Trainers.SasRec(new SasRecOptions { Epochs = 50, Seed = 1 }));

    // Interactions -> one sequence of items per user, the last two items held out to validate and to evaluate.
    // A model that is there already has settled which key stands for which item.
    private static EstimatorChain<ITransformer> BuildSequences(MLContext mlContext, IDataView? items = null) =>
        mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId", keyData: items)
            .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", "Timestamp"))
            .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"));

    private static PadAndSplitSequencesEstimator BuildWindows(MLContext mlContext) =>
        mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: 10);
}
