using System.CommandLine;
using Microsoft.ML;
using MLNetUnlearn.Cli.Models;
using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Sequences;
using Spectre.Console;

namespace MLNetUnlearn.Cli.Commands;

/// <summary>Asks a model what comes next.</summary>
internal static class RecommendCommand
{
    public static ToolCommand Create()
    {
        var model = CommonOptions.File("--model", "The model's file.");
        var user = new Option<string?>("--user") { Description = "A user of the project that --data names." };
        var items = new Option<string?>("--items") { Description = "Or a history: items with commas between, the latest last." };
        var data = new Option<string?>("--data") { Description = "The project folder with the user's history." };
        var count = CommonOptions.Count("--count", "How many items. Default 10.");
        var titles = CommonOptions.OptionalFile("--titles", "Titles: item and title on each line, with a tab or a comma between.");
        var command = new Command("recommend", "Recommends the next items to a user, or after a history.")
        {
            model, user, items, data, count, titles,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(user) is null == result.GetResult(items) is null)
                result.AddError("Name one of --user and --items.");
            if (result.GetResult(items) is { Tokens: [{ Value: var list }] } && Split(list).Length == 0)
                result.AddError("--items names no item.");
            if (result.GetResult(user) is not null && result.GetResult(data) is null)
                result.AddError("--user needs --data, the project folder with the user's history.");
        });
        return new(command, run =>
        {
            FileProblems.ThrowIfAny(
                [.. FileProblems.MissingOf("--model", run.Get(model)), .. FileProblems.MissingOf("--titles", run.Get(titles))]);
            var log = run.Get(items) is { } list ? Items(list) : History(run.Get(data)!, run.Get(user)!);
            var named = run.Get(titles) is { } file ? Titles(file) : [];
            var mlContext = run.Context(seed: 1);
            var trained = ModelFile.Read(mlContext, run.Get(model)!);
            using var closing = trained as IDisposable;
            var known = trained.AllItems();
            string[] unknown = [.. log.Interactions.Select(line => line.ItemId).Distinct().Except(known, StringComparer.Ordinal)];
            if (unknown.Length > 0 && run.Get(items) is not null)
                throw new UsageException([.. unknown.Select(item => $"--items: the model does not know '{item}'.")]);
            if (unknown.Length > 0)
                run.Tell($"warning: the model does not know {Tables.Many(unknown.Length, "item")} of this history.");
            var asked = ModelFile.Asked(trained, new RecommendationOptions { TopK = run.Get(count) ?? 10 });
            return new RecommendResult(
                run.Get(user), [.. log.Interactions.OrderBy(line => line.Timestamp).Select(line => Named(line.ItemId, named, null))],
                [.. Best(mlContext, asked, new ItemSequences(mlContext, log, known).Histories()).Select(best =>
                    Named(best.Item, named, best.Score))]);
        });
    }

    private static InteractionLog Items(string list) => new(
        [.. Split(list).Select(item => new Interaction { UserId = "--items", ItemId = item })], HasTimestamps: false);

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static InteractionLog History(string folder, string user)
    {
        var log = Project.Open(folder).Read().All;
        var own = log with { Interactions = [.. log.Interactions.Where(line => line.UserId == user)] };
        return own.Interactions.Count > 0 ? own : throw new UsageException($"--user: there is no user '{user}' in '{folder}'.");
    }

    private static Dictionary<string, string> Titles(string file) => TextTable.Read(file).Where(line => line.Fields.Length > 1)
        .DistinctBy(line => line.Fields[0]).ToDictionary(line => line.Fields[0], line => line.Fields[1]);

    private static RecommendedItem Named(string item, Dictionary<string, string> titles, float? score) =>
        new(item, titles.GetValueOrDefault(item), score);

    // Places that stay empty have no item and no score.
    private static IEnumerable<(string Item, float Score)> Best(MLContext mlContext, RecommenderTransformer model, IDataView history)
    {
        var recommended = model.Transform(history);
        var named = mlContext.Transforms.Conversion.MapKeyToValue("Items", "Recommended").Fit(recommended).Transform(recommended);
        return mlContext.Data.CreateEnumerable<Answer>(named, reuseRowObject: false).SelectMany(answer => answer.Items.Zip(answer.Score))
            .Where(best => !float.IsNaN(best.Second));
    }

    private sealed class Answer
    {
        public string[] Items { get; set; } = [];

        public float[] Score { get; set; } = [];
    }

    private sealed record RecommendedItem(string Item, string? Title, float? Score);

    private sealed record RecommendResult(string? User, IReadOnlyList<RecommendedItem> History, IReadOnlyList<RecommendedItem> Recommended)
        : CommandResult("recommend")
    {
        private const int HistoryShown = 5;

        public override void Show(IAnsiConsole console)
        {
            console.WriteLine("latest: " + string.Join(" · ",
                History.Reverse().Take(HistoryShown).Select(item => item.Title ?? item.Item)));
            var table = Tables.Of("", "recommended next", "score");
            foreach (var item in Recommended)
                table.Row(item.Title ?? item.Item, Tables.Number(item.Score ?? 0, "F3"));
            console.Write(table);
        }
    }
}
