using Microsoft.ML;
using MLNetUnlearn.Cli.Tests.Support;
using MLNetUnlearn.Sequences;

namespace MLNetUnlearn.Cli.Tests.Commands;

[TestClass]
public sealed class ForgetTests
{
    // The user with the longest history, and an item from its middle.
    private static readonly IGrouping<string,
        Interaction> Customer = Shop.Interactions.GroupBy(line => line.UserId).MaxBy(user => user.Count())!;
    private static readonly string Item = Customer.ElementAt(2).ItemId;

    [TestMethod]
    public void A_pair_leaves_the_project_and_what_is_left_to_erase_is_told()
    {
        using var shop = Shop.WithModel();
        var had = Customer.Count(line => line.ItemId == Item);

        var run = ToolRun.Of(Forget(shop, "--method", "retrain", "--user", Customer.Key, "--item", Item, "--json")).Expect(0);

        Assert.DoesNotContain($"\n{Customer.Key},{Item},", shop.LogOf("shop"));
        Assert.HasCount(Shop.Interactions.Count - had + 1, shop.LogOf("shop").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var json = run.Json;
        Assert.AreEqual(
            (1, 1, had, true),
            (json.GetProperty("users").GetInt32(), json.GetProperty("pairs").GetInt32(), json.GetProperty("erasedInteractions").GetInt32(),
                json.GetProperty("isExact").GetBoolean()));
        var notErased = json.GetProperty("notErased").EnumerateArray().Select(line => line.GetString()).ToArray();
        Assert.HasCount(3, notErased);
        Assert.AreEqual($"the original model '{shop.Model}', and copies of it", notErased[0]);
        Assert.HasCount(2, Shop.NamesIn(shop.Project)); // the old log and the states are gone
        using var model = new MLContext().Model.LoadPackage(shop.PathOf("out.mlnu"));
        Assert.AreEqual(24, model.ItemCount);
    }

    [TestMethod]
    [DataRow("newton-step")]
    [DataRow("sruga")]
    [DataRow("cau")]
    [DataRow("npo")]
    [DataRow("random-label")]
    [DataRow("calibrated-ascent")]
    [DataRow("ssd")]
    public void Every_method_makes_a_model_that_is_another(string method)
    {
        using var shop = Shop.WithModel();
        string[] bounded = method == "ssd" ? ["--set", "SelectionWeight=0.1"] : ["--set", "MaximumEpochs=2"];

        var run = ToolRun.Of(Forget(shop, ["--method", method, "--sample", "0.2", .. bounded])).Expect(0);

        Assert.Contains($"by {method}, approximately: judge it beside a retrained model by 'evaluate'.", run.Output);
        CollectionAssert.AreNotEqual(File.ReadAllBytes(shop.Model), File.ReadAllBytes(shop.PathOf("out.mlnu")));
    }

    [TestMethod]
    public void A_requests_file_may_ask_for_whole_users()
    {
        using var shop = Shop.WithModel();
        var others = Shop.Interactions.First(line => line.UserId != Customer.Key);
        var requests = shop.Write("requests.csv", $"when,item,user\n1,,{Customer.Key}\n2,{others.ItemId},{others.UserId}\n");

        ToolRun.Of(Forget(shop, "--method", "retrain", "--requests", requests)).Expect(0);

        Assert.DoesNotContain($"\n{Customer.Key},", shop.LogOf("shop"));
        Assert.DoesNotContain($"\n{others.UserId},{others.ItemId},", shop.LogOf("shop"));
        Assert.Contains($"\n{others.UserId},", shop.LogOf("shop"));
    }

    [TestMethod]
    public void What_is_kept_is_the_project_as_it_was_with_the_requests()
    {
        using var shop = Shop.WithModel();
        var before = shop.LogOf("shop");

        ToolRun.Of(Forget(
            shop, "--method", "retrain", "--user", Customer.Key, "--item", Item, "--keep", shop.PathOf("before"))).Expect(0);

        Assert.AreEqual(before, shop.LogOf("before"));
        Assert.AreEqual($"user,item\n{Customer.Key},{Item}\n", File.ReadAllText(shop.PathOf("before/requests.csv")));
        Assert.AreEqual(
            $"--keep: '{shop.PathOf("before")}' is there already.\n",
            ToolRun.Of(Forget(shop, "--user", Customer.Key, "--keep", shop.PathOf("before"))).Expect(3).Error);
    }

    [TestMethod]
    public void A_model_that_counts_is_counted_again()
    {
        using var shop = Shop.WithProject();
        ToolRun.Of("train", shop.Project, "--model", "popularity", "--out", shop.Model).Expect(0);

        Assert.AreEqual(
            "A model that counts (Popularity) has no weights to change; use --method retrain.\n",
            ToolRun.Of(Forget(shop, "--user", Customer.Key)).Expect(2).Error);
        ToolRun.Of(Forget(shop, "--user", Customer.Key, "--method", "retrain")).Expect(0);

        CollectionAssert.AreNotEqual(File.ReadAllBytes(shop.Model), File.ReadAllBytes(shop.PathOf("out.mlnu")));
    }

    [TestMethod]
    public void Requests_that_match_nothing_change_nothing()
    {
        using var shop = Shop.WithModel();
        var before = shop.LogOf("shop");
        var requests = shop.Write("requests.csv", $"{Customer.Key},{Item}\nnobody,{Item}\n{Customer.Key},nothing\n");

        CollectionAssert.AreEqual(
            new[]
            {
                $"'{requests}', line 2: the log has no user 'nobody'.",
                $"'{requests}', line 3: user '{Customer.Key}' has no item 'nothing' in the log.",
                "2 of 3 requests match nothing in the log. Perhaps it has been forgotten already; to judge a model afterwards, "
                + "evaluate on the folder that 'forget --keep' made.",
            },
            ToolRun.Of(Forget(shop, "--requests", requests)).Expect(3).Told);
        Unchanged(shop, before);
    }

    [TestMethod]
    public void Bad_requests_are_listed_with_their_lines()
    {
        using var shop = Shop.WithModel();
        var requests = shop.Write("requests.csv", "user,item\n,a\n\n ,b\n");

        CollectionAssert.AreEqual(
            new[] { $"'{requests}', line 2: the user is empty.", $"'{requests}', line 4: the user is empty." },
            ToolRun.Of(Forget(shop, "--requests", requests)).Expect(3).Told);
        Assert.AreEqual(
            $"'{shop.Write("none.csv", "user,item\n")}' holds no requests.\n",
            ToolRun.Of(Forget(shop, "--requests", shop.PathOf("none.csv"))).Expect(3).Error);
    }

    [TestMethod]
    public void Wrong_usage_is_told_before_any_work()
    {
        using var shop = Shop.WithModel();
        var before = shop.LogOf("shop");
        const string oneOf = "Say what is to be forgotten by one of --requests, --user and --sample.";

        Assert.AreEqual(oneOf, ToolRun.Of(Forget(shop)).Expect(2).Told[0]);
        Assert.AreEqual(oneOf, ToolRun.Of(Forget(shop, "--user", "u", "--sample", "0.1")).Expect(2).Told[0]);
        Assert.AreEqual(
            "--item names no item; everything of the user is --user without --item.",
            ToolRun.Of(Forget(shop, "--user", Customer.Key, "--item", "")).Expect(2).Told[0]);
        Assert.AreEqual("--item needs --user.", ToolRun.Of(Forget(shop, "--sample", "0.1", "--item", "a")).Expect(2).Told[0]);
        Assert.AreEqual("--sample is 2; it must be a number above 0 and at most 1.", ToolRun.Of(Forget(shop, "--sample", "2")).Expect(2).Told[0]);
        Assert.AreEqual(
            "--model, --out and --retrain must be different files: the model stays as it is.\n",
            ToolRun.Of(Forget(shop, "--sample", "0.1", "--retrain", shop.PathOf("out.mlnu"))).Expect(2).Error);
        Assert.AreEqual(
            "--set Stop=Never: it must be one of CalibratedStop, PatienceStop, NoStop.\n",
            ToolRun.Of(Forget(shop, "--sample", "0.1", "--method", "sruga", "--set", "Stop=Never")).Expect(2).Error);
        Assert.AreEqual(
            "--set X=1: retrain has no option 'X'; it has none.\n",
            ToolRun.Of(Forget(shop, "--sample", "0.1", "--method", "retrain", "--set", "X=1")).Expect(2).Error);
        Unchanged(shop, before);
    }

    /// <summary>Of a whole user there is nothing to take a step on; the library's message says what helps.</summary>
    [TestMethod]
    public void What_a_method_cannot_do_changes_nothing()
    {
        using var shop = Shop.WithModel();
        var before = shop.LogOf("shop");

        Assert.AreEqual(
            "NewtonStep: there is no pair to forget: no row has 'IsForget' true and an item before its target. Whole users, first items "
            + "and held-out items leave no such row; Retrain forgets those.\n",
            ToolRun.Of(Forget(shop, "--user", Customer.Key)).Expect(3).Error);
        Unchanged(shop, before);
    }

    /// <summary>Cancelled while the reference is trained, the run goes on there: the model that forgot is not made again.</summary>
    [TestMethod]
    public void A_cancelled_run_goes_on_and_ends_with_the_same_bytes()
    {
        using var shop = Shop.WithModel();
        using var other = Shop.WithModel();
        string[] more = ["--sample", "0.2", "--retrain"];
        ToolRun.Of(Forget(other, [.. more, other.PathOf("retrained.mlnu")])).Expect(0);
        var before = shop.LogOf("shop");
        var command = Forget(shop, [.. more, shop.PathOf("retrained.mlnu")]);

        ToolRun.CancelledAt("retrain: epoch 2 of 6", command).Expect(130);
        Assert.AreEqual(before, shop.LogOf("shop"));
        CollectionAssert.AreEqual(new[] { "model.mlnu", "orders.csv", "shop" }, shop.Entries);

        var resumed = ToolRun.Of(command).Expect(0);
        Assert.StartsWith("retrain: epoch 3 of 6", resumed.Told[0]);
        foreach (var file in (string[])["out.mlnu", "retrained.mlnu"])
            CollectionAssert.AreEqual(File.ReadAllBytes(other.PathOf(file)), File.ReadAllBytes(shop.PathOf(file)), file);
        Assert.AreEqual(other.LogOf("shop"), shop.LogOf("shop"));
        Assert.HasCount(2, Shop.NamesIn(shop.Project));
    }

    /// <summary>The state of a training that was broken off holds what is forgotten; so does a log that a crash left behind.</summary>
    [TestMethod]
    public void States_and_old_logs_are_erased_too()
    {
        using var shop = Shop.WithModel();
        ToolRun.CancelledAt("sasrec: epoch 3 of 6", ["train", shop.Project, "--out", shop.PathOf("x.mlnu"), "--seed", "9",
            .. Shop.Small]).Expect(130);
        File.WriteAllText(Path.Combine(shop.Project, "interactions-0123456789ab.csv"), "user,item\n");
        File.WriteAllText(Path.Combine(shop.Project, "interactions-0123456789ab.csv.17-3.tmp"), "user,item\n");
        File.WriteAllText(Path.Combine(shop.Project, "project.json.17.tmp"), "{");
        File.WriteAllText(Path.Combine(shop.Project, "interactions-2024.csv"), "the user's own");
        Assert.HasCount(7, Shop.NamesIn(shop.Project));

        ToolRun.Of(Forget(shop, "--method", "retrain", "--user", Customer.Key)).Expect(0);

        Assert.HasCount(3, Shop.NamesIn(shop.Project));
        Assert.IsTrue(File.Exists(Path.Combine(shop.Project, "interactions-2024.csv")));
    }

    private static string[] Forget(Shop shop, params string[] more) =>
        ["forget", shop.Project, "--model", shop.Model, "--out", shop.PathOf("out.mlnu"), .. more];

    private static void Unchanged(Shop shop, string log)
    {
        Assert.AreEqual(log, shop.LogOf("shop"));
        Assert.HasCount(2, Shop.NamesIn(shop.Project));
        Assert.IsFalse(File.Exists(shop.PathOf("out.mlnu")));
    }
}
