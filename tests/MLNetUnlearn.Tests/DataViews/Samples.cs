using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Tests.DataViews;

/// <summary>Small data views, written as text.</summary>
internal static class Samples
{
    /// <summary>A log: "u1 a 3; u1 b" is two interactions, the second at time 0. Columns UserId, ItemId, Timestamp and Item, a
    /// key.</summary>
    public static IDataView Log(MLContext mlContext, string text)
    {
        IDataView log = mlContext.Data.LoadFromEnumerable(text.Split(';', StringSplitOptions.TrimEntries).Select(line =>
        {
            string[] fields = line.Split(' ');
            return new Interaction
            {
                UserId = fields[0],
                ItemId = fields[1],
                Timestamp = fields.Length > 2 ? long.Parse(fields[2], System.Globalization.CultureInfo.InvariantCulture) : 0,
            };
        }).ToArray());
        return mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId").Fit(log).Transform(log);
    }

    /// <summary>Sequences: "u1: a b c; u2: d" is two rows. Columns UserId and Sequence, a key vector with KeyValues.</summary>
    public static IDataView Sequences(MLContext mlContext, string text) => Grouped(mlContext, text, withTimes: false);

    /// <summary>Sequences with times 1, 2, 3, ... Columns UserId, Sequence and Timestamp.</summary>
    public static IDataView TimedSequences(MLContext mlContext, string text) => Grouped(mlContext, text, withTimes: true);

    /// <summary>Sequences of key numbers without KeyValues, of 20 keys; 0 = missing. Columns UserId, Sequence, Target (0 =
    /// missing).</summary>
    public static IDataView RawSequences(MLContext mlContext, params RawSequence[] rows) => mlContext.Data.LoadFromEnumerable(rows);

    private static IDataView Grouped(MLContext mlContext, string text, bool withTimes)
    {
        IEnumerable<string> lines = text.Split(';', StringSplitOptions.TrimEntries).SelectMany(line =>
        {
            string[] parts = line.Split(": ");
            return parts[1].Split(' ').Select((item, i) => $"{parts[0]} {item} {i + 1}");
        });
        IDataView log = Log(mlContext, string.Join(";", lines));
        return mlContext.Transforms.GroupIntoSequences(timestampColumnName: withTimes ? "Timestamp" : null).Fit(log).Transform(log);
    }
}

/// <summary>A row whose items are given as key numbers.</summary>
internal sealed class RawSequence
{
    public string UserId { get; set; } = "u";

    [KeyType(20)]
    public uint[] Sequence { get; set; } = [];

    /// <summary>As ML.NET reads scalar keys from objects: 0 is key 1, and what is out of range is missing.</summary>
    [KeyType(20)]
    public uint Target { get; set; } = uint.MaxValue;
}
