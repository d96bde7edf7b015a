using MLNetUnlearn.Cli.Tests.Support;

namespace MLNetUnlearn.Cli.Tests.Running;

[TestClass]
public sealed class UsageTests
{
    [TestMethod]
    public void What_is_missing_is_told_with_where_to_look()
    {
        var run = ToolRun.Of("train").Expect(2);

        CollectionAssert.AreEquivalent(
            new[]
            {
                "Option '--out' is required.", "Required argument missing for command: 'train'.", "See: mlnet-unlearn train --help",
            },
            run.Told);
        Assert.IsEmpty(run.Output);
    }

    [TestMethod]
    public void Errors_are_JSON_too()
    {
        var run = ToolRun.Of("train", "nowhere", "--out", "m.mlnu", "--json").Expect(3);

        Assert.AreEqual((1, "train", 3), (run.Json.GetProperty("formatVersion").GetInt32(), run.Json.GetProperty("command").GetString(),
            run.Json.GetProperty("code").GetInt32()));
        Assert.StartsWith("'nowhere' is no project", run.Json.GetProperty("errors")[0].GetString());

        var usage = ToolRun.Of("train", "--json").Expect(2);
        Assert.AreEqual((2, 2), (usage.Json.GetProperty("code").GetInt32(), usage.Json.GetProperty("errors").GetArrayLength()));
    }

    [TestMethod]
    public void What_nobody_foresaw_is_one_line_and_with_verbose_where_it_came_from()
    {
        Assert.AreEqual("Unexpected NotSupportedException: broken\n", ToolRun.WithBrokenOutput("doctor").Expect(1).Error);
        Assert.Contains("   at MLNetUnlearn.Cli.", ToolRun.WithBrokenOutput("doctor", "--verbose").Expect(1).Error);
    }

    [TestMethod]
    public void An_unknown_command_is_wrong_usage()
    {
        Assert.AreEqual(2, ToolRun.Of("bake").ExitCode);
        Assert.AreEqual("See: mlnet-unlearn --help", ToolRun.Of("bake").Told[^1]);
    }

    [TestMethod]
    public void A_model_file_tells_its_kind_by_its_extension()
    {
        using var shop = Shop.WithProject();

        Assert.AreEqual(
            "--out is 'model.bin'; it must end in .mlnu, a package, or .zip, ML.NET's own file.\n",
            ToolRun.Of("train", shop.Project, "--out", "model.bin").Expect(2).Error);
        Assert.AreEqual(
            $"--out: there is no folder '{shop.PathOf("no")}'.\n",
            ToolRun.Of("train", shop.Project, "--out", shop.PathOf("no/m.mlnu")).Expect(3).Error);
    }
}
