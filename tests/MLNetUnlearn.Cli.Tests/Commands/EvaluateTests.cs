using MLNetUnlearn.Cli.Tests.Support;

namespace MLNetUnlearn.Cli.Tests.Commands;

/// <summary>
/// Popularity on a log of four users whose test items are known: a model that recommends what is most had ranks them by hand.
/// </summary>
[TestClass]
public sealed class EvaluateTests
{
    // Training: a 3, b 2, c 1, d 1, e 1. Each user's last is the test item: c (u1), a (u2: not had), d (u3), b (u4).
    private const string Own = "u1,a\nu1,b\nu1,e\nu1,c\nu2,b\nu2,c\nu2,e\nu2,a\nu3,a\nu3,e\nu3,b\nu3,d\nu4,a\nu4,d\nu4,c\nu4,b\n";

    [TestMethod]
    public void Test_items_are_ranked()
    {
        using var shop = new Shop();
        ToolRun.Of("prepare", shop.Write("own.csv", Own), "--out", shop.Project).Expect(0);
        ToolRun.Of("train", shop.Project, "--model", "popularity", "--out", shop.Model).Expect(0);

        var json = ToolRun.Of("evaluate", shop.Project, "--model", shop.Model, "--json").Expect(0).Json;

        Assert.IsFalse(json.GetProperty("isBesideRetrained").GetBoolean());
        var figures = json.GetProperty("models")[0].GetProperty("figures");
        Assert.AreEqual(1, figures.GetProperty("recall@5").GetDouble());

        // Counts on what remains: a 3, b 2, c 1, d 1, e 1. Ranks less the items before, ties against the model:
        // u1 (a b e): c beside d: 2. u2 (b c e): a: 1. u3 (a e b): d beside c: 2. u4 (a d c): b: 1.
        Assert.AreEqual((0.5 + 1 + 0.5 + 1) / 4, figures.GetProperty("mrr").GetDouble(), 1e-12);
    }

    [TestMethod]
    public void Without_a_reference_hits_on_the_forgotten_are_told_and_what_they_lack()
    {
        using var shop = Shop.WithModel();
        var requests = shop.Write("requests.csv", Requests());

        var run = ToolRun.Of("evaluate", shop.Project, "--model", shop.Model, "--requests", requests).Expect(0);

        Assert.Contains("Hit@10 on forgotten", run.Output);
        Assert.Contains("Whether hits on the forgotten are memory only a retrained model can tell: 'forget --retrain' makes one.",
            run.Output);
    }

    [TestMethod]
    public void Models_whose_files_have_the_same_name_are_called_by_their_paths()
    {
        using var shop = new Shop();
        ToolRun.Of("prepare", shop.Write("own.csv", Own), "--out", shop.Project).Expect(0);
        ToolRun.Of("train", shop.Project, "--model", "popularity", "--out", shop.Model).Expect(0);
        Directory.CreateDirectory(shop.PathOf("old"));
        File.Copy(shop.Model, shop.PathOf("old/model.mlnu"));

        var models = ToolRun.Of(
            "evaluate", shop.Project, "--model", shop.Model, "--original", shop.PathOf("old/model.mlnu"), "--json").Expect(0).Json;

        CollectionAssert.AreEqual(
            new[] { shop.PathOf("old/model.mlnu"), shop.Model },
            models.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString()).ToArray());
        Assert.AreEqual(
            "--model, --original and --retrained must be different files.\n",
            ToolRun.Of("evaluate", shop.Project, "--model", shop.Model, "--original", shop.Model).Expect(2).Error);
    }

    [TestMethod]
    public void Models_of_other_items_are_refused()
    {
        using var shop = Shop.WithModel();
        using var other = new Shop();
        ToolRun.Of("prepare", other.Write("own.csv", Own), "--out", other.Project).Expect(0);
        ToolRun.Of("train", other.Project, "--model", "popularity", "--out", other.Model).Expect(0);

        Assert.AreEqual(
            $"'{other.Model}' and '{shop.Model}' know different items, so they cannot be compared.\n",
            ToolRun.Of("evaluate", shop.Project, "--model", shop.Model, "--original", other.Model).Expect(3).Error);
    }

    [TestMethod]
    public void All_missing_files_are_named()
    {
        using var shop = Shop.WithProject();

        CollectionAssert.AreEqual(
            new[]
            {
                $"--model: there is no file '{shop.Model}'.", $"--retrained: there is no file '{shop.PathOf("r")}'.",
                $"--requests: there is no file '{shop.PathOf("q")}'.",
            },
            ToolRun.Of("evaluate", shop.Project, "--model", shop.Model, "--retrained", shop.PathOf("r"), "--requests",
                shop.PathOf("q")).Expect(3).Told);
        Assert.AreEqual(
            "--retrained needs --requests: what was to be forgotten.\n",
            ToolRun.Of("evaluate", shop.Project, "--model", shop.Model, "--retrained", shop.PathOf("r")).Expect(2).Error);
    }

    [TestMethod]
    public void A_cancelled_evaluation_writes_nothing()
    {
        using var shop = Shop.WithModel();
        var requests = shop.Write("requests.csv", Requests());
        File.Copy(shop.Model, shop.PathOf("retrained.mlnu"));

        ToolRun.CancelledAt(
            "judging", "evaluate", shop.Project, "--model", shop.Model, "--retrained", shop.PathOf("retrained.mlnu"), "--requests", requests, "--out",
            shop.PathOf("figures.json")).Expect(130);

        Assert.IsFalse(File.Exists(shop.PathOf("figures.json")));
    }

    // The third item of every tenth user.
    private static string Requests() => "user,item\n" + string.Concat(Shop.Interactions.GroupBy(line => line.UserId)
        .Where((_, index) => index % 10 == 0).Select(user => $"{user.Key},{user.ElementAt(2).ItemId}\n"));
}
