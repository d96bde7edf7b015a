using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.DataViews;

namespace MLNetUnlearn.Tests.Support;

/// <summary>What a model recommends after a sequence written as text.</summary>
internal static class Answers
{
    /// <summary>"b 2, c 1": the items that are recommended, with their scores to four digits.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="model">A model of items that are letters.</param>
    /// <param name="sequence">Such items, "a b".</param>
    /// <param name="vocabulary">All of them, in the order of their keys.</param>
    public static string After(MLContext mlContext, RecommenderTransformer model, string sequence, string vocabulary = "a b c d e")
    {
        // A first user lists the vocabulary, so that keys are those of training.
        var rows = model.Transform(Samples.Sequences(mlContext, $"vocabulary: {vocabulary}; user: {sequence}"));
        var items = Cells.Rows(rows, model.Options.RecommendedColumnName)[1].Split(' ');
        var scores = ScoresOf(rows, model.Options.ScoreColumnName);
        return string.Join(", ", items.Zip(scores, Text));
    }

    private static string Text(string item, float score) => item == "-" && float.IsNaN(score)
        ? "-" : string.Create(CultureInfo.InvariantCulture, $"{item} {Math.Round(score, 4)}");

    private static float[] ScoresOf(IDataView rows, string column)
    {
        using var cursor = rows.GetRowCursor([rows.Schema[column]]);
        var getter = cursor.GetGetter<VBuffer<float>>(rows.Schema[column]);
        VBuffer<float> scores = default;
        while (cursor.MoveNext())
            getter(ref scores);
        return [.. scores.DenseValues()];
    }
}
