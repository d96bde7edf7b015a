using System.Text.Json;
using Microsoft.ML;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Tests.Examples;

[TestClass]
public sealed class QuickStartTests : IDisposable
{
    private static readonly string[] Models = ["original", "retrained", "unlearned"];
    private static readonly string[] Figures = ["recall@10", "ndcg@10", "recall@10.sampled", "ndcg@10.sampled", "forgetHit@10.sampled"];

    private readonly QuickStartProcess _quickStart = new();

    public void Dispose() => _quickStart.Dispose();

    [TestMethod]
    public void It_writes_the_documented_figures_of_generated_data()
    {
        var (exitCode, output, error) = _quickStart.Run("--epochs", "3", "--json", _quickStart.PathOf("figures.json"));

        Assert.AreEqual((0, ""), (exitCode, error));
        CollectionAssert.AreEqual(new[] { "figures.json" }, _quickStart.Files);
        var figures = ReadFigures();
        CollectionAssert.AreEqual((string[])["dataset", .. Models, "seconds"], Names(figures));
        var dataset = figures.GetProperty("dataset");
        CollectionAssert.AreEqual(new[] { "users", "items", "interactions" }, Names(dataset));
        Assert.AreEqual((3000, 600), (dataset.GetProperty("users").GetInt32(), dataset.GetProperty("items").GetInt32()));
        foreach (var model in Models)
        {
            CollectionAssert.AreEqual(Figures, Names(figures.GetProperty(model)), model);
            foreach (var figure in figures.GetProperty(model).EnumerateObject())
                Assert.IsTrue(figure.Value.GetDouble() is > 0 and < 1, $"{model} {figure.Name} {figure.Value}");
        }
        CollectionAssert.AreEqual(new[] { "train", "retrain", "unlearn" }, Names(figures.GetProperty("seconds")));
        foreach (var seconds in figures.GetProperty("seconds").EnumerateObject())
            Assert.IsGreaterThan(0, seconds.Value.GetDouble(), seconds.Name);
        Assert.DoesNotContain("\e", output);
        ExpectedOutput.AssertIs("QuickStart", output);
    }

    [TestMethod]
    public void It_writes_a_page_that_judges_beside_the_retrained_model()
    {
        var (exitCode, _, error) = _quickStart.Run("--epochs", "3", "--report", _quickStart.PathOf("report.html"));

        Assert.AreEqual((0, ""), (exitCode, error));
        CollectionAssert.AreEqual(new[] { "report.html", "report.json" }, _quickStart.Files);
        var report = ForgettingReport.ReadJson(_quickStart.PathOf("report.json"));
        CollectionAssert.AreEqual(new[] { "original", "retrained", "Newton step" }, report.Runs.Select(run => run.Name).ToArray());
        CollectionAssert.AreEqual(
            new[] { ModelRole.Original, ModelRole.Retrained, ModelRole.Unlearned }, report.Runs.Select(run => run.Role).ToArray());
        foreach (var run in report.Runs)
        {
            foreach (var figure in (string[])["recall@10", "forgetHit@10.sampled", "ks", "attack.auc", "privLeak", "toW", "cost.seconds"])
                Assert.IsTrue(run.Figures.ContainsKey(figure), $"{run.Name} {figure}");
            Assert.IsNotEmpty(run.Curve, run.Name);
            Assert.IsNotEmpty(run.Roc, run.Name);
        }
        Assert.AreEqual(("generated interactions", 3000, 600), (
            report.Setting.Dataset!.Name, report.Setting.Dataset.Users, report.Setting.Dataset.Items));
        Assert.HasCount(64, report.Setting.Dataset.Sha256!);
        var page = File.ReadAllText(_quickStart.PathOf("report.html"));
        Assert.Contains(report.Setting.Dataset.Sha256!, page);
        Assert.Contains("Newton step", page);
    }

    [TestMethod]
    public void It_writes_a_model_that_recommends_for_every_user()
    {
        var data = _quickStart.Write("log.txt", Log(users: 20, separator: ' ', header: null, withTime: false));

        var (exitCode, _, error) = _quickStart.Run("--data", data, "--epochs", "2", "--save", _quickStart.PathOf("model.zip"));

        Assert.AreEqual((0, ""), (exitCode, error));
        var mlContext = new MLContext();
        using var model = mlContext.Model.Restore<SequentialRecommenderTransformer>(
            mlContext.Model.Load(_quickStart.PathOf("model.zip"), out _));
        var rows = Cells.Rows(model.Transform(mlContext.Data.LoadFromEnumerable(InteractionFile.Read(data).Interactions)), "UserId", "Recommended");
        Assert.HasCount(20, rows);
        CollectionAssert.AreEqual(Enumerable.Range(0, 20).Select(user => $"u{user}").ToArray(), rows.Select(row => row.Split(" | ")[0]).ToArray());
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_figures_and_another_seed_others()
    {
        var data = _quickStart.Write("log.txt", Log(users: 20, separator: ' ', header: null, withTime: false));
        string Run(string seed)
        {
            _quickStart.Run("--data", data, "--epochs", "2", "--seed", seed, "--json", _quickStart.PathOf("figures.json"));
            var figures = ReadFigures();
            return string.Join("\n", Models.Select(model => figures.GetProperty(model).GetRawText()));
        }

        var first = Run("4");

        Assert.AreEqual(first, Run("4"));
        Assert.AreNotEqual(first, Run("5"));
    }

    [TestMethod]
    public void Two_columns_without_header_are_read() => AssertReads(Log(users: 20, separator: ' ', header: null, withTime: false));

    [TestMethod]
    public void A_TSV_with_header_and_timestamps_is_read() =>
        AssertReads(Log(users: 20, separator: '\t', header: "user_id\titem_id\ttimestamp", withTime: true));

    private void AssertReads(string content)
    {
        var data = _quickStart.Write("log.txt", content);

        var (exitCode, output, error) = _quickStart.Run("--data", data, "--epochs", "1", "--json", _quickStart.PathOf("figures.json"));

        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.Contains("20 users, 12 items, 160 interactions; ", output);
        var dataset = ReadFigures().GetProperty("dataset");
        Assert.AreEqual("{\"users\":20,\"items\":12,\"interactions\":160}", JsonSerializer.Serialize(dataset));
    }

    // Users who walk along a ring of 12 items, 8 steps each.
    private static string Log(int users, char separator, string? header, bool withTime)
    {
        var lines = Enumerable.Range(0, users * 8).Select(line =>
        {
            string[] fields = [$"u{line / 8}", $"i{((line / 8) + line) % 12}", $"{1000 + line}"];
            return string.Join(separator, withTime ? fields : fields[..2]);
        });
        return string.Join("\n", header is null ? lines : lines.Prepend(header)) + "\n";
    }

    private JsonElement ReadFigures() => JsonDocument.Parse(File.ReadAllText(_quickStart.PathOf("figures.json"))).RootElement;

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
