using MLNetUnlearn.Cli.Tests.Support;

namespace MLNetUnlearn.Cli.Tests.Commands;

/// <summary>
/// Popularity recommends the same to everyone, so that the answers are known: u1 to u3 have a, u1 and u2 have b, then c, d.
/// </summary>
[TestClass]
public sealed class RecommendTests
{
    private const string Own = "u1,a\nu1,b\nu1,x\nu1,y\nu2,b\nu2,a\nu2,x\nu2,y\nu3,a\nu3,c\nu3,x\nu3,y\n"
        + "u4,d\nu4,c\nu4,x\nu4,y\nu5,a\nu5,b\nu5,x\nu5,y\n";

    [TestMethod]
    public void A_user_gets_what_is_best_and_not_had()
    {
        using var shop = Counted();

        var json = ToolRun.Of("recommend", "--model", shop.Model, "--user", "u4", "--data", shop.Project, "--count", "2",
            "--json").Expect(0).Json;

        Assert.AreEqual("u4: d c x y -> a 4, b 3", Text(json)); // held-out x and y were not counted
    }

    [TestMethod]
    public void A_history_needs_no_project()
    {
        using var shop = Counted();

        var json = ToolRun.Of("recommend", "--model", shop.Model, "--items", "b, a", "--count", "2", "--json").Expect(0).Json;

        Assert.AreEqual(": b a -> c 2, d 1", Text(json));
    }

    [TestMethod]
    public void Titles_stand_for_items_where_there_are_some()
    {
        using var shop = Counted();
        var titles = shop.Write("titles.tsv", "a\tThe Silver Lantern\nb\tThe Paper Railway\n");

        var output = ToolRun.Of("recommend", "--model", shop.Model, "--items", "d,b", "--count", "2", "--titles", titles).Expect(0).Output;

        Assert.Contains("latest: The Paper Railway · d", output);
        Assert.Contains("│ The Silver Lantern │ 4.000 │", output);
        Assert.Contains("│ c                  │ 2.000 │", output);
    }

    [TestMethod]
    public void Wrong_input_is_named()
    {
        using var shop = Counted();

        CollectionAssert.AreEqual(
            new[] { "--items: the model does not know 'q'.", "--items: the model does not know 'r'." },
            ToolRun.Of("recommend", "--model", shop.Model, "--items", "q,a,r").Expect(2).Told);
        Assert.AreEqual(
            $"--user: there is no user 'u9' in '{shop.Project}'.\n",
            ToolRun.Of("recommend", "--model", shop.Model, "--user", "u9", "--data", shop.Project).Expect(2).Error);
        CollectionAssert.AreEqual(
            new[] { $"--model: there is no file '{shop.PathOf("m")}'.", $"--titles: there is no file '{shop.PathOf("t")}'." },
            ToolRun.Of("recommend", "--model", shop.PathOf("m"), "--items", "a", "--titles", shop.PathOf("t")).Expect(3).Told);
        Assert.AreEqual("Name one of --user and --items.", ToolRun.Of("recommend", "--model", shop.Model).Expect(2).Told[0]);
        Assert.AreEqual("--items names no item.", ToolRun.Of("recommend", "--model", shop.Model, "--items", ",").Expect(2).Told[0]);
        Assert.AreEqual(
            "--user needs --data, the project folder with the user's history.",
            ToolRun.Of("recommend", "--model", shop.Model, "--user", "u1").Expect(2).Told[0]);
        Assert.AreEqual(
            "--count is 0; it must be a whole number of at least 1.",
            ToolRun.Of("recommend", "--model", shop.Model, "--items", "a", "--count", "0").Expect(2).Told[0]);
    }

    [TestMethod]
    [DataRow("recommend --model m --items a --items b")]
    [DataRow("recommend --model m --items")]
    [DataRow("recommend --model m --items a --json=maybe")]
    [DataRow("recommend --model m --items a --verbose=maybe")]
    [DataRow("forget p --model m --out o.mlnu --sample abc")]
    [DataRow("forget p --model m --out o.mlnu --sample 0.1 --sample 0.2")]
    [DataRow("forget p --model m --out o.mlnu --sample")]
    public void A_value_that_is_none_is_wrong_usage(string command)
    {
        var run = ToolRun.Of(command.Split(' ')).Expect(2);

        Assert.IsGreaterThan(1, run.Told.Length);
        Assert.AreEqual($"See: mlnet-unlearn {command.Split(' ')[0]} --help", run.Told[^1]);
    }

    [TestMethod]
    [DataRow("model.mlnu")]
    [DataRow("model.zip")]
    public void A_file_that_is_no_model_is_told_in_one_line(string name)
    {
        using var shop = new Shop();
        var file = shop.Write(name, "no model");

        var run = ToolRun.Of("recommend", "--model", file, "--items", "a").Expect(3);

        Assert.HasCount(1, run.Told);
        Assert.StartsWith($"'{file}' holds no recommender: ", run.Told[0]);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.Contains("   at ", ToolRun.Of("recommend", "--model", file, "--items", "a", "--verbose").Error);
    }

    private static Shop Counted()
    {
        var shop = new Shop();
        ToolRun.Of("prepare", shop.Write("own.csv", Own), "--out", shop.Project).Expect(0);
        ToolRun.Of("train", shop.Project, "--model", "popularity", "--out", shop.Model).Expect(0);
        return shop;
    }

    private static string Text(System.Text.Json.JsonElement json)
    {
        var user = json.TryGetProperty("user", out var name) ? name.GetString() : "";
        var history = json.GetProperty("history").EnumerateArray().Select(item => item.GetProperty("item").GetString());
        var best = json.GetProperty(
            "recommended").EnumerateArray().Select(item => $"{item.GetProperty("item")} {item.GetProperty("score")}");
        return $"{user}: {string.Join(' ', history)} -> {string.Join(", ", best)}";
    }
}
