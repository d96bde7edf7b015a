using Microsoft.ML;
using Microsoft.ML.Data;
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
        .MapValueToKey("Item", "ItemId", maximumNumberOfKeys: items.Count, keyData: mlContext.Data.LoadFromEnumerable(
            items.Select(item => new KnownItem { ItemId = item })))
        .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", log.HasTimestamps ? "Timestamp" : null));

    /// <summary>Everybody's whole history.</summary>
    public IDataView Histories() => Grouping.Fit(Log).Transform(Log);

    /// <summary>Everybody's history with the last two items held out.</summary>
    public IDataView HeldOut()
    {
        var histories = Histories();
        return mlContext.Transforms.SplitLeaveOneOut("Sequence").Fit(histories).Transform(histories);
    }

    private sealed class KnownItem
    {
        public string ItemId { get; set; } = "";
    }
}
