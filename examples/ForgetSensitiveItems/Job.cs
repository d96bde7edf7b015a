using Microsoft.ML;
using MLNetUnlearn;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace ForgetSensitiveItems;

/// <summary>Train, find, forget, look. This file is the one to copy from.</summary>
internal sealed class Job(MLContext mlContext, Shop shop)
{
    private const int Shown = 10;

    public void Run(ISensitivityRule rule)
    {
        // Whoever had a sensitive item: each time is one request.
        var sensitive = rule.FindIn(shop.Items).Select(item => item.ItemId).ToHashSet();
        var requests = shop.Interactions.Where(row => sensitive.Contains(row.ItemId))
            .Select(row => new ForgetRequest(row.UserId, row.ItemId)).Distinct().ToArray();
        Console.WriteLine($"{sensitive.Count} of {shop.Items.Length} items are sensitive, {rule.Description}; {requests.Length} requests.");

        var log = mlContext.Data.LoadFromEnumerable(shop.Interactions);
        var sequences = mlContext.Transforms.Conversion.MapValueToKey("Item", "ItemId")
            .Append(mlContext.Transforms.GroupIntoSequences("Sequence", "UserId", "Item", "Timestamp"))
            .Append(mlContext.Transforms.SplitLeaveOneOut("Sequence"));
        var users = sequences.Fit(log).Transform(log);
        var partitioned = mlContext.Transforms.PartitionForgetRemain(requests).Fit(users).Transform(users);

        var windows = mlContext.Transforms.PadAndSplitSequences("Sequence", maximumLength: 10);
        using var original = windows.Append(mlContext.SequentialRecommendation().Trainers.SasRec(
            new SasRecOptions { Epochs = 20, TopK = Shown, Seed = 1 })).Fit(users).LastTransformer;
        using var unlearned = windows.Append(mlContext.Unlearning().NewtonStep(
            original, new NewtonStepOptions { Seed = 1 })).Fit(partitioned).LastTransformer;
        using var retrained = windows.Append(mlContext.Unlearning().Retrain(
            original, new RetrainOptions { Seed = 1 })).Fit(partitioned).LastTransformer;

        // Chance: what a model that knows nothing would recommend.
        Console.WriteLine($"{"sensitive among recommended",-34}{"first",8}{"first 10",10}{"Recall@10",12}");
        var chance = (double)sensitive.Count / shop.Items.Length;
        Console.WriteLine($"{"  chance",-34}{chance,8:P1}{chance,10:P1}");
        Show("  original", original);
        Show("  unlearned", unlearned);
        Show("  retrained", retrained);
        Console.WriteLine("Unlearning takes out what the model learnt; it is no filter. Items that must never be shown are left out");
        Console.WriteLine("of the candidates too (RecommendationOptions.CandidateItems), and the log is yours to erase.");

        void Show(string name, SequentialRecommenderTransformer model)
        {
            var places = RecommendedBeforeForgotten(model, partitioned);
            var first = places.Average(ids => sensitive.Contains(ids[0]) ? 1.0 : 0);
            var all = places.Average(ids => ids.Average(id => sensitive.Contains(id) ? 1.0 : 0));
            var recall = mlContext.SequentialRecommendation().Evaluate(model, partitioned, seed: 1).RecallAt(10);
            Console.WriteLine($"{name,-34}{first,8:P1}{all,10:P1}{recall,12:F3}");
        }
    }

    // Where a sensitive item is most likely: at each point of a user's history at which one came next.
    private string[][] RecommendedBeforeForgotten(SequentialRecommenderTransformer model, IDataView partitioned)
    {
        var recommended = model.Transform(partitioned);
        var named = mlContext.Transforms.Conversion.MapKeyToValue("RecommendedIds", "Recommended").Fit(recommended).Transform(recommended);
        var rows = mlContext.Data.CreateEnumerable<Row>(named, reuseRowObject: false);
        return [.. rows.Where(row => row.IsForget).Select(row => row.RecommendedIds)];
    }

    private sealed class Row
    {
        public bool IsForget { get; set; }

        public string[] RecommendedIds { get; set; } = [];
    }
}
