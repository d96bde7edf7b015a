using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Examples;

/// <summary>What the README promises is what the repository holds.</summary>
[TestClass]
public sealed class ReadmeTests
{
    private static readonly string Root = Repository.Root;

    [TestMethod]
    public void The_code_shown_is_the_single_files_and_so_is_what_it_prints()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        var shown = Lines(Between(readme, "```csharp\n", "```"));

        Assert.HasCount(2, readme.Split("```csharp\n"));
        Assert.IsGreaterThan(10, shown.Length);
        var source = string.Join("\n", Lines(File.ReadAllText(Path.Combine(Root, "quickstart.cs"))));
        Assert.Contains(string.Join("\n", shown), source);
        Assert.IsNull(ExpectedOutput.ProblemOf(ExpectedOutput.Read("quickstart"), Between(readme, "```text\n", "```")));
    }

    [TestMethod]
    public void The_test_command_is_the_one_that_ci_runs()
    {
        var commands = Lines(Between(File.ReadAllText(Path.Combine(Root, "README.md")), "```sh\n", "```"));
        var test = commands.Single(line => line.StartsWith("dotnet test", StringComparison.Ordinal)).Split('#')[0].Trim();

        Assert.HasCount(2, commands);
        StringAssert.Contains(File.ReadAllText(Path.Combine(Root, ".ci", "run")), test);
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
