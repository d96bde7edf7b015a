using Microsoft.ML;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Tests.Support;

/// <summary>Trained models whose scores a test has written down.</summary>
internal static class TableModel
{
    /// <summary>Trains on windows for the vocabulary and the window length, then writes the scores.</summary>
    public static SequentialRecommenderTransformer Of(
        MLContext mlContext, IDataView windows, Func<int, int, double> score, TableOptions? options = null)
    {
        options = (options ?? new TableOptions()) with { Epochs = 1, Seed = 1 };
        var model = mlContext.SequentialRecommendation().Trainers.Custom(options).Fit(windows);
        ((TableModule)model.Module).Write(score);
        return model;
    }
}
