using Microsoft.ML;
using MLNetUnlearn.Evaluation;
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
        var (planted, orders) = Orders();
        var mlContext = new MLContext(seed: 1);
        var file = _folder.File("model.mlnu");
        string[] vocabulary = Train(mlContext, orders, file);
        var (first, beside) = (planted[0].UserId, planted.First(row => row.UserId != planted[0].UserId).UserId);

        // An item gone from the log altogether: without the model's own list the log would code items in another way.
        var rare = planted.CountBy(row => row.ItemId).MinBy(item => item.Value).Key;
        var asked = Of(orders, first).Concat(Of(orders, beside).Skip(1))
            .Concat(planted.Where(row => row.ItemId == rare).Select(row => new ForgetRequest(row.UserId, row.ItemId))).ToArray();
        var second = planted.Last(row => asked.All(request => request.UserId != row.UserId)).UserId;
        var then = Of(orders, second).Where(request => request.ItemId != Of(orders, second).First().ItemId).ToArray(); // it may come again
        var atFirst = (Found(mlContext, file, orders, asked), Found(mlContext, file, orders, then));
        Next(mlContext, orders, [], asked, file);
        var between = (Found(mlContext, file, orders, asked), Found(mlContext, file, orders, then));
        Next(mlContext, orders, Pairs(asked), then, file);
        var atLast = Found(mlContext, file, orders, then);

        using var model = mlContext.Model.LoadPackage(file);
        CollectionAssert.AreEqual(vocabulary, model.AllItems().ToArray());
        Assert.IsLessThan(0.8 * atFirst.Item1, between.Item1);
        Assert.IsLessThan(0.8 * between.Item2, atLast);
        // Each batch is about its own: the first leaves the second's where they were, more or less.
        Assert.IsGreaterThan(0.7 * atFirst.Item2, between.Item2);
    }

    // Split anew, the history without its last item would hold out the next request's, and nothing would be unlearned.
    [TestMethod]
    public void What_the_model_was_taught_is_forgotten_after_what_was_held_out()
    {
        var (planted, orders) = Orders();
        var mlContext = new MLContext(seed: 1);
        var file = _folder.File("model.mlnu");
        Train(mlContext, orders, file);
        var histories = planted.OrderBy(row => row.Timestamp).GroupBy(row => row.UserId, row => row.ItemId).ToArray();
        var asking = histories.Where(items => items.Distinct().Count() == items.Count()).Take(6).ToArray();
        ForgetRequest[] heldOut = [.. asking.Select(items => new ForgetRequest(items.Key, items.Last()))];
        ForgetRequest[] taught = [.. asking.Select(items => new ForgetRequest(items.Key, items.SkipLast(2).Last()))];

        Next(mlContext, orders, [], heldOut, file);
        var before = Found(mlContext, file, orders, taught);
        Next(mlContext, orders, Pairs(heldOut), taught, file);

        Assert.HasCount(6, taught);
        Assert.IsLessThan(0.8 * before, Found(mlContext, file, orders, taught));
    }

    private static (IReadOnlyList<Interaction> Planted, InteractionLog Orders) Orders()
    {
        var planted = PlantedInteractions.Generate(new PlantedInteractionsOptions
        {
            Users = 80, Rings = 4, ItemsPerRing = 8, Follow = 0.2, MinimumLength = 6, MeanLength = 8, Seed = 4,
        }).Interactions;
        return (planted, new InteractionLog(planted, HasTimestamps: true));
    }

    private static HashSet<(string User, string Item)> Pairs(IEnumerable<ForgetRequest> requests) =>
        requests.Select(one => (one.UserId, one.ItemId)).ToHashSet();

    /// <summary>How well a model finds the items of requests behind what came before them: the mean reciprocal rank.</summary>
    private static double Found(MLContext mlContext, string modelFile, InteractionLog orders, ForgetRequest[] requests)
    {
        using var model = mlContext.Model.LoadPackage(modelFile);
        var rows = requests.Select((request, number) => new UserRow
        {
            UserId = $"{number}",
            Sequence =
            [
                .. orders.Interactions.Where(row => row.UserId == request.UserId).OrderBy(row => row.Timestamp).Select(row => row.ItemId)
                    .TakeWhile(item => item != request.ItemId),
                request.ItemId,
            ],
        }).ToArray();
        var view = mlContext.Data.LoadFromEnumerable(rows);
        var items = mlContext.Data.LoadFromEnumerable(model.AllItems().Select(item => new KnownItem { ItemId = item }));
        var coded = mlContext.Transforms.Conversion.MapValueToKey("Sequence", keyData: items).Fit(view).Transform(view);
        return mlContext.SequentialRecommendation().Evaluate(
            model, coded, new RankingEvaluationOptions { TargetColumnName = null, ContextItemColumnName = null }).MeanReciprocalRank;
    }

    private static string[] Train(MLContext mlContext, InteractionLog orders, string file)
    {
        var log = mlContext.Data.LoadFromEnumerable(orders.Interactions);
        using var model = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", "Timestamp"))
            .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"))
            .Append(mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: 6))
            .Append(mlContext.SequentialRecommendation().Trainers.SasRec(new SasRecOptions
            {
                // To the end, so that it knows single pairs by heart.
                EmbeddingSize = 16, Blocks = 1, Dropout = 0, Epochs = 60, ValidateEveryEpochs = 1000, BatchSize = 32, LearningRate = 0.01, Seed = 1,
            }))
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
        var asked = forgotten.Select(pair => pair.User).Concat(requests.Select(request => request.UserId)).ToHashSet();
        var users = orders.Interactions.Where(row => !forgotten.Contains((row.UserId, row.ItemId)))
            .OrderBy(row => row.Timestamp).GroupBy(row => row.UserId, row => row.ItemId)
            .Select(user => (Id: user.Key, Items: user.ToArray(), IsSplit: user.Count() > 2 && !asked.Contains(user.Key)))
            .Select(user => new UserRow
            {
                UserId = user.Id,
                Sequence = user.IsSplit ? user.Items[..^2] : user.Items,
                ValidationItem = user.IsSplit ? user.Items[^2] : "",
            });
        var log = mlContext.Data.LoadFromEnumerable(users.ToArray());
        var items = mlContext.Data.LoadFromEnumerable(model.AllItems().Select(item => new KnownItem { ItemId = item }));
        var sequences = mlContext.Transforms.Conversion.MapValueToKey("Sequence", keyData: items)
            .Append(mlContext.Transforms.Conversion.MapValueToKey("ValidationItem", keyData: items))
            .Append(mlContext.Transforms.PartitionForgetRemain(requests))
            .Append(mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: model.MaximumLength));
        using var next = sequences.Append(mlContext.Unlearning().NewtonStep(
            model, new NewtonStepOptions { Seed = 1 })).Fit(log).LastTransformer;
        mlContext.Model.SavePackage(next, modelFile);
    }

    private sealed class UserRow
    {
        public string UserId { get; set; } = "";

        public string[] Sequence { get; set; } = [];

        public string ValidationItem { get; set; } = "";
    }

    private sealed class KnownItem
    {
        public string ItemId { get; set; } = "";
    }
}
