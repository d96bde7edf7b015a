using Microsoft.ML;
using MLNetUnlearn;
using MLNetUnlearn.Recommenders;

namespace QuickStart;

/// <summary>The model that goes on serving, as one file.</summary>
internal static class ModelFile
{
    /// <summary>Writes it, and makes sure that it serves as it is read back.</summary>
    public static void Write(
        MLContext mlContext, IDataView log, bool hasTimestamps, SequentialRecommenderTransformer unlearned, string path)
    {
        // Interactions in, recommendations out.
        var serving = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", hasTimestamps ? "Timestamp" : null))
            .Fit(log)
            .Append(unlearned);
        mlContext.Model.Save(serving, log.Schema, path);

        // In another process: ML.NET loads the file, Restore makes the steps whole.
        var loaded = mlContext.Model.Load(path, out _);
        using var restored = mlContext.Model.Restore<SequentialRecommenderTransformer>(loaded);
        var recommendations = restored.Transform(log);                          // UserId, Sequence, Recommended, Score

        using var cursor = recommendations.GetRowCursor([recommendations.Schema["Recommended"]]);
        if (!cursor.MoveNext())
            throw new InvalidOperationException($"'{path}' recommends nothing.");
    }
}
