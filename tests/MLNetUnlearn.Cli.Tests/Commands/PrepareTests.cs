using MLNetUnlearn.Cli.Tests.Support;

namespace MLNetUnlearn.Cli.Tests.Commands;

[TestClass]
public sealed class PrepareTests
{
    private const string Own = "customer,sku,day\nu1,a,2024-05-01\nu1,b,2024-05-02\nu1,b,2024-05-02\nu1,b,2024-05-03\n"
        + "u2,a,2024-05-01\n,a,2024-05-01\nu2,c,soon\n";

    private static readonly string[] Columns = ["--user", "customer", "--item", "sku", "--timestamp", "day"];

    [TestMethod]
    public void An_own_log_becomes_a_project_and_what_was_read_is_told()
    {
        using var shop = new Shop();
        var run = ToolRun.Of(["prepare", shop.Write("own.csv", Own), "--out", shop.Project, "--json", .. Columns]).Expect(0);

        var json = run.Json;
        Assert.AreEqual((1, "prepare"), (json.GetProperty("formatVersion").GetInt32(), json.GetProperty("command").GetString()));
        var size = json.GetProperty("size");
        Assert.AreEqual(
            (2, 2, 5), (size.GetProperty("users").GetInt32(), size.GetProperty("items").GetInt32(),
                size.GetProperty("interactions").GetInt32()));
        Assert.AreEqual(-0.25, size.GetProperty("sparsity").GetDouble(), 1e-12); // 5 interactions on 2·2 pairs: some come again
        Assert.AreEqual("7: the user is empty; 8: the time 'soon' is neither a whole number nor a date (ISO 8601)", string.Join(
            "; ", json.GetProperty(
                "skippedLines").EnumerateArray().Select(line => $"{line.GetProperty("line")}: {line.GetProperty("problem")}")));
        Assert.StartsWith("user,item,timestamp,heldout\nu1,a,1714521600000,\nu1,b,1714608000000,\n", shop.LogOf("shop"));
        Assert.IsEmpty(run.Error);
    }

    [TestMethod]
    [DataRow("SameTime", 4)] // the second of May came twice
    [DataRow("SameItem", 3)]
    public void Duplicates_are_dropped_as_asked(string which, int left)
    {
        using var shop = new Shop();

        var run = ToolRun.Of(["prepare", shop.Write("own.csv", Own), "--out", shop.Project, "--json", "--duplicates", which, .. Columns]);

        Assert.AreEqual(left, run.Expect(0).Json.GetProperty("size").GetProperty("interactions").GetInt32());
    }

    /// <summary>b falls for want of users, then u2 for want of items, then nothing more: u1 and u3 have a and c.</summary>
    [TestMethod]
    public void Users_and_items_with_too_few_are_dropped_until_all_have_enough()
    {
        using var shop = new Shop();
        var log = shop.Write("own.csv", "u1,a\nu1,c\nu2,a\nu2,b\nu3,a\nu3,c\n");

        ToolRun.Of("prepare", log, "--out", shop.Project, "--min-user", "2", "--min-item", "2").Expect(0);

        Assert.AreEqual("user,item,heldout\nu1,a,\nu1,c,\nu3,a,\nu3,c,\n", shop.LogOf("shop"));
    }

    [TestMethod]
    public void Ids_with_commas_and_quotes_survive()
    {
        using var shop = new Shop();

        ToolRun.Of("prepare", shop.Write("own.csv", "user,item\n\"u,1\",\"12\"\" disc\"\n"), "--out", shop.Project).Expect(0);

        Assert.AreEqual("user,item,heldout\n\"u,1\",\"12\"\" disc\",\n", shop.LogOf("shop"));
    }

    /// <summary>The last two by time, whatever the file's order; u2 has too few.</summary>
    [TestMethod]
    public void The_log_says_what_is_held_out()
    {
        using var shop = new Shop();

        ToolRun.Of("prepare", shop.Write("own.csv", "user,item,time\nu1,d,4\nu1,a,1\nu2,a,1\nu1,c,3\nu1,b,2\nu2,b,2\n"), "--out",
            shop.Project).Expect(0);

        Assert.AreEqual(
            "user,item,timestamp,heldout\nu1,d,4,test\nu1,a,1,\nu2,a,1,\nu1,c,3,validation\nu1,b,2,\nu2,b,2,\n", shop.LogOf("shop"));
    }

    [TestMethod]
    public void A_project_gets_a_new_log_in_place_of_the_old_one()
    {
        using var shop = Shop.WithProject();

        ToolRun.Of("prepare", shop.Write("own.csv", "u1,a\n"), "--out", shop.Project).Expect(0);

        Assert.AreEqual("user,item,heldout\nu1,a,\n", shop.LogOf("shop"));
        Assert.HasCount(2, Shop.NamesIn(shop.Project)); // the log and project.json
    }

    [TestMethod]
    public void Wrong_input_leaves_nothing_behind()
    {
        using var shop = new Shop();
        var before = shop.Entries;
        var folder = shop.Project;

        Assert.AreEqual($"There is no interaction file '{shop.PathOf("none.csv")}'.\n", ToolRun.Of("prepare", shop.PathOf("none.csv"),
            "--out", folder).Expect(3).Error);
        Assert.AreEqual(
            $"The header of the interaction file '{shop.Log}' has no user column (who); it has: customer, sku, bought.\n",
            ToolRun.Of("prepare", shop.Log, "--out", folder, "--user", "who", "--item", "sku").Expect(3).Error);
        Assert.AreEqual(
            $"Of the {Shop.Interactions.Count:N0} interactions of '{shop.Log}' the filters leave none.\n",
            ToolRun.Of("prepare", shop.Log, "--out", folder, "--user", "customer", "--item", "sku", "--min-user", "9999").Expect(3).Error);
        Assert.AreEqual(
            $"--out: there is no folder '{shop.PathOf("no")}'.\n",
            ToolRun.Of("prepare", shop.Log, "--out", shop.PathOf("no/shop")).Expect(3).Error);
        CollectionAssert.AreEqual(before, shop.Entries);
    }

    [TestMethod]
    public void A_header_with_unknown_names_is_met_with_a_hint()
    {
        using var shop = new Shop();

        var run = ToolRun.Of("prepare", shop.Write("own.csv", "customer,sku,day,price\nu,a,1,2\n"), "--out", shop.Project).Expect(3);

        Assert.AreEqual("If its header has other names, give them: --user NAME --item NAME --timestamp NAME.", run.Told[^1]);
    }

    [TestMethod]
    public void Bad_lines_are_refused_where_that_is_asked_for()
    {
        using var shop = new Shop();
        var log = shop.Write("own.csv", "user,item\nu,a\n,b\n");

        var run = ToolRun.Of("prepare", log, "--out", shop.Project, "--strict").Expect(3);

        Assert.AreEqual($"1 of 2 lines of the interaction file '{log}' are bad: line 3: the user is empty.", run.Told[0]);
    }

    [TestMethod]
    public void A_folder_with_other_things_is_left_alone()
    {
        using var shop = new Shop();
        var folder = Directory.CreateDirectory(shop.PathOf("photos")).FullName;
        shop.Write("photos/cat.jpg", "cat");

        Assert.AreEqual(
            $"--out: '{folder}' holds other things; name a new folder.\n", ToolRun.Of("prepare", shop.Log, "--out",
                folder).Expect(3).Error);
        CollectionAssert.AreEqual(new[] { "cat.jpg" }, Shop.NamesIn(folder));
    }
}
