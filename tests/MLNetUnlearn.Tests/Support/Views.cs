using Microsoft.ML;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.DataViews;

namespace MLNetUnlearn.Tests.Support;

/// <summary>
/// Views at each place of the chain, from sequences written as text: "u1: a b c; u2: d e". Items get keys in order of occurrence.
/// </summary>
internal static class Views
{
    /// <summary>Every interaction is there to learn from: UserId, Sequence, Target.</summary>
    public static IDataView Windows(MLContext mlContext, string text, int maximumLength = 4) =>
        Window(mlContext, Samples.Sequences(mlContext, text), maximumLength);

    /// <summary>The last two items of each user are held out: UserId, Sequence, ValidationItem, TestItem.</summary>
    public static IDataView Split(MLContext mlContext, string text)
    {
        var sequences = Samples.Sequences(mlContext, text);
        return mlContext.Transforms.SplitLeaveOneOut().Fit(sequences).Transform(sequences);
    }

    /// <summary>What is to be forgotten ("u1 c; u2 e") stands in rows of its own: Target and IsForget are added.</summary>
    public static IDataView Partitioned(MLContext mlContext, IDataView sequences, string forget)
    {
        var requests = forget.Split(';', StringSplitOptions.TrimEntries).Select(line => line.Split(' '))
            .Select(fields => new ForgetRequest(fields[0], fields[1]));
        return mlContext.Transforms.PartitionForgetRemain(requests).Fit(sequences).Transform(sequences);
    }

    public static IDataView Window(MLContext mlContext, IDataView sequences, int maximumLength = 4) =>
        mlContext.Transforms.PadAndSplitSequences(maximumLength: maximumLength).Fit(sequences).Transform(sequences);

    /// <summary>Users who walk along rings: see <see cref="PlantedInteractions"/>. UserId, Sequence, ValidationItem, TestItem.</summary>
    public static IDataView Split(MLContext mlContext, PlantedInteractions planted)
    {
        var log = mlContext.Data.LoadFromEnumerable(planted.Interactions);
        return mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences(timestampColumnName: "Timestamp"))
            .Append(mlContext.Transforms.SplitLeaveOneOut())
            .Fit(log).Transform(log);
    }
}
