using MLNetUnlearn.Cli.Tests.Support;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Tests.Commands;

/// <summary>What must not be erased, must not come back, and must not pass for what it is not.</summary>
[TestClass]
public sealed class SafeForgettingTests
{
    private static readonly IGrouping<string, Interaction> Customer =
        Shop.Interactions.GroupBy(line => line.UserId).MaxBy(user => user.Count())!;

    [TestMethod]
    public void A_requests_header_without_an_item_column_does_not_mean_everything()
    {
        using var shop = Shop.WithModel();
        var before = shop.LogOf("shop");
        var requests = shop.Write("requests.csv", $"user,product\n{Customer.Key},{Customer.ElementAt(2).ItemId}\n");

        Assert.AreEqual(
            $"'{requests}', line 1: the header 'user,product' has no item column (item, itemid, item_id, sku). "
            + "Only a file of users alone asks for everything of them.\n",
            ToolRun.Of(Retrain(shop, "--requests", requests)).Expect(3).Error);
        Assert.AreEqual(before, shop.LogOf("shop"));
    }

    [TestMethod]
    public void Requests_may_name_columns_as_the_source_does()
    {
        using var shop = Shop.WithModel();
        var (asked, kept) = (Customer.ElementAt(2).ItemId, Customer.ElementAt(3).ItemId);

        ToolRun.Of(Retrain(shop, "--requests", shop.Write("requests.csv", $"sku,customer\n{asked},{Customer.Key}\n"))).Expect(0);

        Assert.DoesNotContain($"\n{Customer.Key},{asked},", shop.LogOf("shop"));
        Assert.Contains($"\n{Customer.Key},{kept},", shop.LogOf("shop"));
    }

    [TestMethod]
    public void A_file_of_users_alone_asks_for_everything()
    {
        using var shop = Shop.WithModel();

        ToolRun.Of(Retrain(shop, "--requests", shop.Write("requests.csv", $"user\n{Customer.Key}\n"))).Expect(0);

        Assert.DoesNotContain($"\n{Customer.Key},", shop.LogOf("shop"));
    }

    /// <summary>First the test item is forgotten, then the last item that the model was trained on: that one is no held-out item.</summary>
    [TestMethod]
    public void After_a_forgotten_test_item_trained_items_are_not_held_out()
    {
        using var shop = Shop.WithModel();

        // A user all of whose items come once, so that a request names one occurrence.
        Interaction[] history = [.. Shop.Interactions.GroupBy(line => line.UserId).First(
            user => user.Count() >= 5 && user.DistinctBy(line => line.ItemId).Count() == user.Count()).OrderBy(line => line.Timestamp)];
        var (user, last) = (history[0].UserId, history[^3]);
        var first = ToolRun.Of(Retrain(shop, "--user", user, "--item", history[^1].ItemId, "--json")).Expect(0).Json;
        Assert.AreEqual((0, 1), (first.GetProperty("unlearnedPairs").GetInt32(), first.GetProperty("heldOut").GetInt32()));

        var second = ToolRun.Of(Retrain(shop, "--user", user, "--item", last.ItemId, "--json")).Expect(0).Json;

        Assert.AreEqual((1, 0), (second.GetProperty("unlearnedPairs").GetInt32(), second.GetProperty("heldOut").GetInt32()));
    }

    [TestMethod]
    public void Held_out_items_among_the_forgotten_are_told()
    {
        using var shop = Shop.WithModel();
        Interaction[] history = [.. Customer.OrderBy(line => line.Timestamp)];

        var run = ToolRun.Of(
            ["forget", shop.Project, "--model", shop.Model, "--out", shop.PathOf("out.mlnu"), "--method", "ssd", "--user", Customer.Key,
                "--item", history[2].ItemId, "--item", history[^1].ItemId]).Expect(0);

        Assert.Contains("1 held-out item it was never trained on, so of them there was nothing to unlearn.", run.Output);
    }

    [TestMethod]
    public void While_one_command_changes_a_project_no_other_does()
    {
        using var shop = Shop.WithModel();
        var message = $"'{shop.Project}' is in use by another prepare, train or forget; they change it one at a time.\n";
        using (new FileStream(Path.Combine(shop.Project, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.AreEqual(message, ToolRun.Of(Retrain(shop, "--user", Customer.Key)).Expect(3).Error);
            Assert.AreEqual(message, ToolRun.Of("train", shop.Project, "--out", shop.PathOf("x.mlnu")).Expect(3).Error);
            Assert.AreEqual(message, ToolRun.Of(
                "prepare", shop.Log, "--out", shop.Project, "--user", "customer", "--item", "sku").Expect(3).Error);
            ToolRun.Of("doctor", shop.Project).Expect(0);
        }
        ToolRun.Of("train", shop.Project, "--model", "popularity", "--out", shop.PathOf("x.mlnu")).Expect(0);
    }

    [TestMethod]
    public void Reading_erases_nothing()
    {
        using var shop = Shop.WithProject();
        var log = Path.Combine(shop.Project, "interactions-0123456789ab.csv"); // as one that another command is just moving in
        File.WriteAllText(log, "user,item\n");

        ToolRun.Of("doctor", shop.Project).Expect(0);

        Assert.IsTrue(File.Exists(log));
    }

    /// <summary>As a run leaves things that is killed between the folder of --keep and the project's new log.</summary>
    [TestMethod]
    public void A_run_that_had_kept_the_project_goes_on()
    {
        using var shop = Shop.WithModel();
        string[] command = Retrain(
            shop, "--user", Customer.Key, "--item", Customer.ElementAt(2).ItemId, "--keep", shop.PathOf("before"));
        ToolRun.Of(command).Expect(0);
        foreach (var file in Directory.GetFiles(shop.Project))
            File.Delete(file);
        foreach (var file in (string[])["project.json", Path.GetFileName(Directory.GetFiles(shop.PathOf("before"), "interactions-*").Single())])
            File.Copy(shop.PathOf($"before/{file}"), Path.Combine(shop.Project, file));

        ToolRun.Of(command).Expect(0);

        Assert.DoesNotContain($"\n{Customer.Key},{Customer.ElementAt(2).ItemId},", shop.LogOf("shop"));
        Assert.Contains($"\n{Customer.Key},{Customer.ElementAt(2).ItemId},", shop.LogOf("before"));
        CollectionAssert.AreEqual(new[] { "before", "model.mlnu", "orders.csv", "out.mlnu", "shop" }, shop.Entries);
    }

    [TestMethod]
    public void All_that_is_wrong_is_told_at_once()
    {
        using var shop = Shop.WithProject();

        CollectionAssert.AreEqual(
            new[]
            {
                "--set X=1: retrain has no option 'X'; it has none.",
                "--model, --out and --retrain must be different files: the model stays as it is.",
                "--out is 'no.bin'; it must end in .mlnu, a package, or .zip, ML.NET's own file.",
                "--model: there is no file 'no.bin'.",
            },
            ToolRun.Of("forget", shop.Project, "--model", "no.bin", "--out", "no.bin", "--user", "u", "--method", "retrain", "--set",
                "X=1").Expect(2).Told);
    }

    private static string[] Retrain(Shop shop, params string[] more) =>
        ["forget", shop.Project, "--model", shop.Model, "--out", shop.PathOf("out.mlnu"), "--method", "retrain", .. more];
}
