using MLNetUnlearn.Cli.Tests.Support;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Cli.Tests.Commands;

[TestClass]
public sealed class ReportTests
{
    [TestMethod]
    public void Files_of_figures_are_put_together()
    {
        using var shop = new Shop();
        string[] files = [Figures(shop, "original", ModelRole.Original, 0.5), Figures(shop, "retrained", ModelRole.Retrained, 0.25)];

        var run = ToolRun.Of(
            ["report", .. files, "--html", shop.PathOf("page.html"), "--csv", shop.PathOf("all.csv"), "--figures", shop.PathOf("all.json"),
                "--charts", shop.PathOf("charts"), "--title", "Shop", "--json"]).Expect(0);

        Assert.Contains("<title>Shop</title>", File.ReadAllText(shop.PathOf("page.html")));
        Assert.Contains("retrained,Retrained,1,recall@10,0.25", File.ReadAllText(shop.PathOf("all.csv")));
        Assert.HasCount(2, ForgettingReport.ReadJson(shop.PathOf("all.json")).Runs);
        Assert.AreEqual("original original 0.5; retrained retrained 0.25", string.Join("; ",
            run.Json.GetProperty("models").EnumerateArray().Select(
            model => $"{model.GetProperty("name")} {model.GetProperty("role")} {model.GetProperty("figures").GetProperty("recall@10")}")));
        Assert.IsGreaterThanOrEqualTo(3, run.Json.GetProperty("files").GetArrayLength());
    }

    [TestMethod]
    public void Without_a_file_to_write_the_tables_are_shown()
    {
        using var shop = new Shop();

        Assert.Contains("0.5000", ToolRun.Of("report", Figures(shop, "original", ModelRole.Original, 0.5)).Expect(0).Output);
    }

    [TestMethod]
    public void The_same_run_twice_is_refused_and_nothing_is_written()
    {
        using var shop = new Shop();
        var file = Figures(shop, "original", ModelRole.Original, 0.5);

        var run = ToolRun.Of("report", file, file, "--html", shop.PathOf("page.html")).Expect(3);

        Assert.Contains("original", run.Error);
        Assert.IsFalse(File.Exists(shop.PathOf("page.html")));
    }

    [TestMethod]
    public void Figures_of_other_data_or_requests_are_refused()
    {
        using var shop = new Shop();
        var (first, second) = (Figures(shop, "one", ModelRole.Original, 0.5), Figures(shop, "two", ModelRole.Unlearned, 0.5));
        var report = ForgettingReport.ReadJson(second);
        (report with { Setting = report.Setting with { ForgottenItems = 7 } }).WriteJson(second);

        Assert.AreEqual(
            $"'{first}' and '{second}' were judged on different data or requests, so they are no figures of one report.\n",
            ToolRun.Of("report", first, second).Expect(3).Error);
    }

    [TestMethod]
    public void Wrong_usage_is_told()
    {
        using var shop = new Shop();

        Assert.AreEqual("Name either FIGURES or --data.", ToolRun.Of("report").Expect(2).Told[0]);
        Assert.AreEqual("--data needs --model, the model to judge.", ToolRun.Of("report", "--data", "x").Expect(2).Told[0]);
        Assert.AreEqual(
            "Models are for --data; FIGURES are judged already.", ToolRun.Of("report", "x", "--model", "m").Expect(2).Told[0]);
        Assert.AreEqual(
            $"FIGURES: there is no file '{shop.PathOf("x")}'.\n", ToolRun.Of("report", shop.PathOf("x")).Expect(3).Error);
    }

    private static string Figures(Shop shop, string name, ModelRole role, double recall)
    {
        var file = shop.PathOf(name + ".json");
        new ForgettingReport
        {
            Runs = [new ReportRun(name, role, 1, new Dictionary<string, double> { ["recall@10"] = recall })],
        }.WriteJson(file);
        return file;
    }
}
