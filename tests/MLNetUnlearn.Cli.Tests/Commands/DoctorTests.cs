using MLNetUnlearn.Cli.Tests.Support;

namespace MLNetUnlearn.Cli.Tests.Commands;

[TestClass]
public sealed class DoctorTests
{
    [TestMethod]
    public void A_healthy_machine_is_told_line_by_line()
    {
        var json = ToolRun.Of("doctor", "--json").Expect(0).Json;

        Assert.IsTrue(json.GetProperty("isHealthy").GetBoolean());
        var names = json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()).ToArray();
        foreach (var name in (string[])["runtime", "ML.NET", "tensors", "processor", "SIMD", "memory", "temporary folder", "console",
            "training"])
            CollectionAssert.Contains(names, name);
    }

    [TestMethod]
    public void Cancelled_it_says_so_and_not_that_the_machine_is_bad() =>
        Assert.AreEqual("Cancelled. The same command again starts anew.\n", ToolRun.Cancelled("doctor").Expect(130).Error);

    [TestMethod]
    public void A_good_log_a_project_and_a_model_are_good()
    {
        using var shop = Shop.WithModel();

        Assert.Contains("ok    log: 120 users, 24 items, ", ToolRun.Of("doctor", shop.Log, "--user", "customer", "--item",
            "sku").Expect(0).Output);
        Assert.Contains("ok    project: 'orders.csv': 120 users, 24 items, ", ToolRun.Of("doctor", shop.Project).Expect(0).Output);
        Assert.Contains("ok    model: SasRec, 24 items, looks at the last 10 items", ToolRun.Of("doctor", shop.Model).Expect(0).Output);
    }

    [TestMethod]
    public void Bad_lines_are_listed_with_their_numbers()
    {
        using var shop = new Shop();
        var log = shop.Write("own.csv", "user,item\nu,a\n,b\n" + string.Concat(Enumerable.Repeat("u,\n", 20)));

        var run = ToolRun.Of("doctor", log).Expect(3);

        Assert.Contains("ok    log: 1 user, 1 item, 1 interaction\nBAD   log: line 3: the user is empty\nBAD   log: line 4: the item is empty", run.Output);
        Assert.Contains("BAD   log: and 1 more bad lines", run.Output);
    }

    [TestMethod]
    public void A_file_that_cannot_be_read_is_told_with_a_hint()
    {
        using var shop = new Shop();

        var run = ToolRun.Of("doctor", shop.Write("own.csv", "customer,sku,day,price\nu,a,1,2\n")).Expect(3);

        Assert.Contains("BAD   file: If its header has other names, give them: --user NAME --item NAME --timestamp NAME.", run.Output);
        Assert.Contains($"BAD   file: '{shop.Write("model.mlnu", "no")}' holds no recommender: ", ToolRun.Of("doctor",
            shop.PathOf("model.mlnu")).Expect(3).Output);
        Assert.Contains($"BAD   file: There is no interaction file '{shop.PathOf("no")}'.", ToolRun.Of("doctor",
            shop.PathOf("no")).Expect(3).Output);
    }
}
