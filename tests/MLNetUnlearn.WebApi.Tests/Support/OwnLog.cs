using System.Globalization;
using Microsoft.ML;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.WebApi.Tests.Support;

/// <summary>A small log: 20 users who had 6 of 9 items, one after another, from where the user's number says.</summary>
internal static class OwnLog
{
    /// <summary>User, item and time.</summary>
    public static IEnumerable<string> Lines => Enumerable.Range(0, 20).SelectMany(user => Enumerable.Range(user, 6).Select(
        (item, time) => string.Create(CultureInfo.InvariantCulture, $"u{user}\ti{item % 9}\t{time}")));

    /// <summary>Windows to train on, without the last two items of each user.</summary>
    public static IDataView Windows(MLContext mlContext, string sequence)
    {
        var log = mlContext.Data.LoadFromEnumerable(Lines.Select(line => line.Split('\t')).Select(
            fields => new Interaction
            {
                UserId = fields[0], ItemId = fields[1], Timestamp = long.Parse(fields[2], CultureInfo.InvariantCulture),
            }));
        return mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences(sequence, "UserId", "Item", "Timestamp"))
            .Append(mlContext.Transforms.SplitLeaveOneOut(sequence))
            .Append(mlContext.Transforms.PadAndSplitSequences(sequence, maximumLength: 10))
            .Fit(log).Transform(log);
    }
}
