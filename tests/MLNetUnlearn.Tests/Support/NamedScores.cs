using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Tests.Support;

/// <summary>Models whose scores are written by the items' names: "b>x 3; k>q 1.5" scores x after b 3, and all that is not named 0.</summary>
internal static class NamedScores
{
    /// <summary>A model over whole sequences, n items long at most.</summary>
    public static SequentialRecommenderTransformer Model(
        MLContext mlContext, IDataView sequences, string scores, int maximumLength = 6, TableOptions? options = null)
    {
        var items = Items(sequences);
        var table = scores.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .ToDictionary(fields => fields[0], fields => double.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture));
        return TableModel.Of(
            mlContext, Views.Window(mlContext, sequences, maximumLength),
            (i, v) => table.GetValueOrDefault($"{items[i - 1]}>{items[v - 1]}"), options);
    }

    /// <summary>All items in the order of their keys.</summary>
    public static string[] Items(IDataView sequences)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        sequences.Schema["Sequence"].GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => value.ToString())];
    }
}
