using Microsoft.ML;
using MLNetUnlearn.Cli.Tests.Support;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Cli.Tests.Running;

/// <summary>From a log of one's own to a model that forgot, and to the page that says so, by the commands of docs/cli.md.</summary>
[TestClass]
public sealed class JourneyTests
{
    [TestMethod]
    public void An_own_log_becomes_a_model_that_forgot_and_a_report()
    {
        using var shop = Shop.WithModel();
        var (unlearned, retrained) = (shop.PathOf("forgot.zip"), shop.PathOf("retrained.zip"));

        ToolRun.Of(
            "forget", shop.Project, "--model", shop.Model, "--sample", "0.2", "--out", unlearned, "--retrain", retrained, "--keep",
            shop.PathOf("before")).Expect(0);
        string[] asked = [.. File.ReadLines(shop.PathOf("before/requests.csv")).Skip(1)];
        Assert.IsGreaterThan(10, asked.Length);
        foreach (var pair in asked)
            Assert.DoesNotContain($"\n{pair},", shop.LogOf("shop"));

        var user = asked[0].Split(',')[0];
        var recommended = ToolRun.Of("recommend", "--model", unlearned, "--user", user, "--data", shop.Project, "--count", "3",
            "--json").Expect(0).Json;
        Assert.AreEqual(3, recommended.GetProperty("recommended").GetArrayLength());

        var evaluated = ToolRun.Of(
            "evaluate", shop.PathOf("before"), "--model", unlearned, "--retrained", retrained, "--original", shop.Model, "--out",
            shop.PathOf("figures.json"), "--json").Expect(0).Json;
        Assert.IsTrue(evaluated.GetProperty("isBesideRetrained").GetBoolean());
        var models = evaluated.GetProperty("models").EnumerateArray().ToDictionary(
            model => model.GetProperty("role").GetString()!, model => model.GetProperty("figures"));
        CollectionAssert.AreEquivalent(new[] { "original", "retrained", "unlearned" }, models.Keys.ToArray());
        Assert.AreEqual(0, models["retrained"].GetProperty("gap@10").GetDouble());
        Assert.AreEqual(0, models["original"].GetProperty("relearn.steps").GetDouble());
        foreach (var cost in (string[])["cost.seconds", "cost.ofRetrain", "cost.steps"])
            Assert.IsGreaterThan(0, models["unlearned"].GetProperty(cost).GetDouble());

        ToolRun.Of("report", shop.PathOf("figures.json"), "--html", shop.PathOf("page.html")).Expect(0);
        var page = File.ReadAllText(shop.PathOf("page.html"));
        Assert.Contains("<th scope=\"row\">forgot</th>", page);
        Assert.Contains("orders.csv", page);

        // What the tool wrote loads without it.
        var mlContext = new MLContext();
        using var restored = mlContext.Model.Restore<SequentialRecommenderTransformer>(mlContext.Model.Load(unlearned, out _));
        Assert.IsNotNull(restored.Transform(mlContext.Data.LoadFromEnumerable(Shop.Interactions)).Schema.GetColumnOrNull("Recommended"));
    }

    [TestMethod]
    public void The_page_comes_from_models_as_well()
    {
        using var shop = Shop.WithModel();
        ToolRun.Of(
            "forget", shop.Project, "--model", shop.Model, "--sample", "0.2", "--method", "retrain", "--out", shop.PathOf("r.mlnu"),
                "--keep",
            shop.PathOf("before")).Expect(0);

        ToolRun.Of(
            "report", "--data", shop.PathOf("before"), "--model", shop.Model, "--retrained", shop.PathOf("r.mlnu"), "--html",
            shop.PathOf("page.html")).Expect(0);

        var page = File.ReadAllText(shop.PathOf("page.html"));
        Assert.Contains("<th scope=\"row\">model</th>", page);
        Assert.Contains("<th scope=\"row\" title=\"r\">r</th>", page);
    }
}
