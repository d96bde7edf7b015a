using MLNetUnlearn.Cli.Tests.Support;

namespace MLNetUnlearn.Cli.Tests.Running;

[TestClass]
public sealed class HelpTests
{
    private const string Codes = "Exit codes:\n    0  done\n    1  unexpected error; --verbose shows where\n"
        + "    2  wrong usage or invalid input\n"
        + "    3  a file or its data cannot be used\n    4  doctor found a problem of the machine\n"
        + "  130  cancelled; train and forget go on when run again\n";

    [TestMethod]
    [DataRow("")]
    [DataRow("prepare")]
    [DataRow("train")]
    [DataRow("recommend")]
    [DataRow("forget")]
    [DataRow("evaluate")]
    [DataRow("report")]
    [DataRow("doctor")]
    public void Every_help_has_its_usage_the_common_options_and_the_exit_codes(string command)
    {
        string[] arguments = command.Length > 0 ? [command, "--help"] : ["--help"];

        var output = ToolRun.Of(arguments).Expect(0).Output;

        Assert.Contains($"Usage:\n  mlnet-unlearn {command}", output.Replace("\r", "", StringComparison.Ordinal));
        Assert.Contains("--json", output);
        Assert.EndsWith(Codes, output.Replace("\r", "", StringComparison.Ordinal));
    }

    [TestMethod]
    public void The_help_of_forget_names_all_methods()
    {
        var output = ToolRun.Of("forget", "--help").Output;

        foreach (var method in (string[])["newton-step", "sruga", "cau", "npo", "random-label", "calibrated-ascent", "ssd", "retrain"])
            Assert.Contains($"{method}, ", output);
    }

    [TestMethod]
    public void Docs_have_the_same_exit_codes()
    {
        var docs = File.ReadAllText(Repository.PathOf("docs/cli.md"));

        foreach (var line in Codes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
            Assert.Contains($"| {line.Trim().Replace("  ", " | ", StringComparison.Ordinal)} |", docs);
    }
}
