using Microsoft.ML;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Examples.Pages;

/// <summary>The code of docs/forgetting.md, run.</summary>
[TestClass]
public sealed class ForgettingPageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_users_items_are_forgotten_and_then_anothers()
    {
        var planted = PlantedInteractions.Generate(new PlantedInteractionsOptions
        {
            Users = 80, Rings = 4, ItemsPerRing = 8, MinimumLength = 6, MeanLength = 8, Seed = 4,
        }).Interactions;
        var orders = new InteractionLog(planted, HasTimestamps: true);
        var mlContext = new MLContext(seed: 1);
        var file = _folder.File("model.mlnu");
        string[] vocabulary = Train(mlContext, orders, file);
        var (first, second) = (planted[0].UserId, planted[^1].UserId);

        // An item gone from the log altogether: without the model's own list the log would code items in another way.
        var rare = planted.CountBy(row => row.ItemId).MinBy(item => item.Value).Key;
        var asked = Of(orders, first)
            .Concat(planted.Where(row => row.ItemId == rare).Select(row => new ForgetRequest(row.UserId, row.ItemId))).ToArray();
        Next(mlContext, orders, [], asked, file);
        Next(mlContext, orders, asked.Select(one => (one.UserId, one.ItemId)).ToHashSet(), Of(orders, second).Skip(1).ToArray(), file);

        using var model = mlContext.Model.LoadPackage(file);
        CollectionAssert.AreEqual(vocabulary, model.AllItems().ToArray());
        Assert.AreNotEqual(first, second);
    }

    private static string[] Train(MLContext mlContext, InteractionLog orders, string file)
    {
        var log = mlContext.Data.LoadFromEnumerable(orders.Interactions);
        using var model = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", "Timestamp"))
            .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"))
            .Append(mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: 6))
            .Append(mlContext.SequentialRecommendation().Trainers.SasRec(new SasRecOptions { EmbeddingSize = 8, Epochs = 5, Seed = 1 }))
            .Fit(log).LastTransformer;
        mlContext.Model.SavePackage(model, file);
        return [.. model.AllItems()];
    }

    private static IEnumerable<ForgetRequest> Of(InteractionLog orders, string user)
    {
        var everything = orders.Interactions.Where(row => row.UserId == user).Select(row => new ForgetRequest(row.UserId, row.ItemId));
        return everything;
    }

    private static void Next(
        MLContext mlContext, InteractionLog orders, HashSet<(string User, string Item)> forgotten, ForgetRequest[] requests,
        string modelFile)
    {
        using var model = mlContext.Model.LoadPackage(modelFile);                              // what the last batch has left
        var remaining = orders.Interactions.Where(row => !forgotten.Contains((row.UserId, row.ItemId))).ToArray();
        var log = mlContext.Data.LoadFromEnumerable(remaining);
        var items = mlContext.Data.LoadFromEnumerable(model.AllItems().Select(item => new KnownItem { ItemId = item }));
        var sequences = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId", keyData: items)
            .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", "Timestamp"))
            .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"))
            .Append(mlContext.Transforms.PartitionForgetRemain(requests))
            .Append(mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: model.MaximumLength));
        using var next = sequences.Append(mlContext.Unlearning().NewtonStep(
            model, new NewtonStepOptions { Seed = 1 })).Fit(log).LastTransformer;
        mlContext.Model.SavePackage(next, modelFile);
    }

    private sealed class KnownItem
    {
        public string ItemId { get; set; } = "";
    }
}
