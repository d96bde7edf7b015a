using Microsoft.ML;
using Microsoft.ML.Transforms;
using MLNetUnlearn;
using MLNetUnlearn.Recommenders;

namespace Titles;

/// <summary>Train, recommend, name. This file is the one to copy from.</summary>
internal sealed class Job(MLContext mlContext, Shop shop)
{
    private const int Shown = 5;

    public Report Run(TitlesOptions options)
    {
        // Interactions -> one sequence of items per user.
        var log = mlContext.Data.LoadFromEnumerable(shop.Log.Interactions);
        var histories = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", shop.Log.HasTimestamps ? "Timestamp" : null))
            .Fit(log).Transform(log);

        // Train on all but the last two items of each user.
        using var model = mlContext.Transforms.SplitLeaveOneOut("Sequence")
            .Append(mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: 10))
            .Append(mlContext.SequentialRecommendation().Trainers.SasRec(new SasRecOptions { Epochs = options.Epochs, TopK = Shown }))
            .Fit(histories).LastTransformer;

        // Recommend after the whole history; keys become ids, and ids become titles.
        var recommended = model.Transform(histories);
        var named = mlContext.Transforms.Conversion.MapKeyToValue("RecentIds", "Sequence")
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("RecommendedIds", "Recommended"))
            .Append(LookUp("RecentTitles", "RecentIds"))
            .Append(LookUp("RecommendedTitles", "RecommendedIds"))
            .Fit(recommended).Transform(recommended);
        var readers = mlContext.Data.CreateEnumerable<Reader>(named, reuseRowObject: false).Take(options.Users).ToArray();

        var item = options.Item ?? readers[0].RecentIds[^1];
        return new Report(readers, item, NeighboursOf(item, model));
    }

    private Neighbour[] NeighboursOf(string item, SequentialRecommenderTransformer model)
    {
        var similar = model.SimilarItems(item, Shown).Select(near => new Neighbour { ItemId = near.Item, Similarity = near.Similarity });
        var view = mlContext.Data.LoadFromEnumerable(similar.Prepend(new Neighbour { ItemId = item, Similarity = 1 }).ToArray());
        var named = LookUp("Title", "ItemId").Fit(view).Transform(view);
        return [.. mlContext.Data.CreateEnumerable<Neighbour>(named, reuseRowObject: false)];
    }

    private ValueMappingEstimator LookUp(string title, string id) =>
        mlContext.Transforms.Conversion.MapValue(title, shop.Titles, shop.Titles.Schema["ItemId"], shop.Titles.Schema["Title"], id);
}
