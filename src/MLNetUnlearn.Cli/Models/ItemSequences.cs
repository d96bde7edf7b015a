using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Models;

/// <summary>A log as sequences whose items are coded by one list, in training the log's own and ever after the model's.</summary>
internal sealed class ItemSequences(MLContext mlContext, InteractionLog log, IReadOnlyList<string> items)
{
    /// <summary>A log's own items, in the order in which they come.</summary>
    public static IReadOnlyList<string> ItemsOf(InteractionLog log) =>
        [.. log.Interactions.Select(interaction => interaction.ItemId).Distinct(StringComparer.Ordinal)];

    public IDataView Log { get; } = mlContext.Data.LoadFromEnumerable(log.Interactions);

    /// <summary>Interactions to whole histories.</summary>
    public EstimatorChain<ITransformer> Grouping => mlContext.Transforms.Conversion
        .MapValueToKey("Item", "ItemId", maximumNumberOfKeys: items.Count, keyData: KeysOf(mlContext, items))
        .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", log.HasTimestamps ? "Timestamp" : null));

    /// <summary>Everybody's whole history.</summary>
    public IDataView Histories() => Grouping.Fit(Log).Transform(Log);

    /// <summary>Everybody's history without what a project holds out, and beside it what that is.</summary>
    public static IDataView HeldOut(MLContext mlContext, ProjectLog log, IReadOnlyList<string> items)
    {
        var known = items.ToHashSet(StringComparer.Ordinal);
        var rows = mlContext.Data.LoadFromEnumerable(
            log.Interactions.Where(line => known.Contains(line.ItemId)).GroupBy(line => line.UserId, StringComparer.Ordinal)
                .Select(user => RowOf(user.Key, [.. ProjectLog.InOrder(user)], log)).ToArray());
        var keys = KeysOf(mlContext, items);
        return mlContext.Transforms.Conversion.MapValueToKey("Sequence", maximumNumberOfKeys: items.Count, keyData: keys)
            .Append(mlContext.Transforms.Conversion.MapValueToKey("ValidationItem", maximumNumberOfKeys: items.Count, keyData: keys))
            .Append(mlContext.Transforms.Conversion.MapValueToKey("TestItem", maximumNumberOfKeys: items.Count, keyData: keys))
            .Fit(rows).Transform(rows);
    }

    private static IDataView KeysOf(MLContext mlContext, IReadOnlyList<string> items) =>
        mlContext.Data.LoadFromEnumerable(items.Select(item => new KnownItem { ItemId = item }));

    private static UserRow RowOf(string user, Interaction[] history, ProjectLog log) => new()
    {
        UserId = user,
        Sequence = [.. history.Where(line => !log.IsHeldOut(line)).Select(line => line.ItemId)],
        ValidationItem = history.FirstOrDefault(log.Validation.Contains)?.ItemId ?? "",
        TestItem = history.FirstOrDefault(log.Test.Contains)?.ItemId ?? "",
    };

    private sealed class KnownItem
    {
        public string ItemId { get; set; } = "";
    }

    private sealed class UserRow
    {
        public string UserId { get; set; } = "";

        public string[] Sequence { get; set; } = [];

        public string ValidationItem { get; set; } = ""; // empty: none

        public string TestItem { get; set; } = "";
    }
}
