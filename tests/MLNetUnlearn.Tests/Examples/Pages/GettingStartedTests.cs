using Microsoft.ML;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using MLNetUnlearn.Tests.Support;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Tests.Examples.Pages;

/// <summary>The code of docs/getting-started.md, run on a file of one's own.</summary>
[TestClass]
public sealed class GettingStartedTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void From_a_file_of_ones_own_to_a_model_that_forgot()
    {
        var planted = PlantedInteractions.Generate(new PlantedInteractionsOptions
        {
            Users = 150, Rings = 5, ItemsPerRing = 10, Follow = 0.9, MinimumLength = 6, MeanLength = 9, Seed = 4,
        }).Interactions;
        File.WriteAllLines(_folder.File("orders.csv"), planted
            .Select(row => $"{row.UserId},{row.ItemId},{row.Timestamp}").Prepend("user,item,timestamp"));
        // The fourth purchase of every tenth user, so that something stands before it; users are known to the log in this order.
        var asked = planted.GroupBy(row => row.UserId).Where((_, user) => user % 10 == 0)
            .Select(rows => rows.OrderBy(row => row.Timestamp).ElementAt(3)).ToArray();
        File.WriteAllLines(_folder.File("requests.csv"), asked.Select(row => $"{row.UserId},{row.ItemId}"));

        var shown = Shown(_folder.File("orders.csv"), _folder.File("requests.csv"), _folder.File("model.mlnu"), asked[0]);

        Assert.AreEqual((15, 15), (asked.Length, shown.RequestCount));
        Assert.IsGreaterThan(0.5, shown.Worth, "in a ring the next item can be known");
        Assert.IsLessThanOrEqualTo(shown.FoundBefore, shown.Found);
        using var saved = new MLContext(seed: 1).Model.LoadPackage(_folder.File("model.mlnu"));
        Assert.AreEqual(50, saved.ItemCount);
    }

    private static (int RequestCount, double Worth, double FoundBefore, double Found) Shown(
        string ordersFile, string requestsFile, string modelFile, Interaction known)
    {
        var mlContext = new MLContext(seed: 1);

        // The log, and a sequence of items for each user; the last two items are held out to judge by.
        var orders = InteractionFile.Read(ordersFile);
        var log = mlContext.Data.LoadFromEnumerable(orders.Interactions);                       // UserId, ItemId, Timestamp
        var sequences = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", orders.HasTimestamps ? "Timestamp" : null))
            .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"));
        var users = mlContext.Data.Cache(sequences.Fit(log).Transform(log));                   // read once

        var windows = mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: 10);
        using var original = windows.Append(mlContext.SequentialRecommendation().Trainers.SasRec(
            new SasRecOptions { Seed = 1 })).Fit(users).LastTransformer;
        var counted = windows.Append(mlContext.SequentialRecommendation().Trainers.ItemKnn()).Fit(users).LastTransformer;
        Console.WriteLine($"SASRec     {mlContext.SequentialRecommendation().Evaluate(original, users).RecallAt(10):F3}");
        Console.WriteLine($"neighbours {mlContext.SequentialRecommendation().Evaluate(counted, users).RecallAt(10):F3}");

        string[] history = [known.ItemId];
        var answer = original.Recommend([new RecommendationQuery { Items = history, Count = 5 }])[0];
        foreach (var item in answer.Items)
            Console.WriteLine($"{item.Item} {item.Score:F2}");

        // Who asks for what: a line of user,item each.
        var requests = File.ReadLines(requestsFile).Select(line => line.Split(','))
            .Select(fields => new ForgetRequest(fields[0], fields[1])).ToArray();
        var partition = mlContext.Transforms.PartitionForgetRemain(requests).Fit(users);
        var partitioned = partition.Transform(users);
        Console.WriteLine($"{partition.ForgottenOccurrences} interactions, {partition.ForgetRows} of them with a kept item before");

        using var unlearned = windows.Append(mlContext.Unlearning().NewtonStep(
            original, new NewtonStepOptions { Seed = 1 })).Fit(partitioned).LastTransformer;

        using var retrained = windows.Append(mlContext.Unlearning().Retrain(
            original, new RetrainOptions { Seed = 1 })).Fit(partitioned).LastTransformer;
        foreach (var (name, model) in new[] { ("original", original), ("unlearned", unlearned), ("retrained", retrained) })
        {
            var worth = mlContext.SequentialRecommendation().Evaluate(model, partitioned);
            var forgetting = mlContext.Unlearning().Evaluate(model, retrained, partitioned);
            Console.WriteLine($"{name} Recall@10 {worth.RecallAt(10):F3}, finds {forgetting.HitAt(10):F3} of what was to be forgotten");
        }

        mlContext.Model.SavePackage(unlearned, modelFile);

        return (
            requests.Length, mlContext.SequentialRecommendation().Evaluate(unlearned, partitioned).RecallAt(10),
            mlContext.Unlearning().Evaluate(original, retrained, partitioned).HitAt(10),
            mlContext.Unlearning().Evaluate(unlearned, retrained, partitioned).HitAt(10));
    }
}
