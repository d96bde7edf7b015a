using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Examples;

/// <summary>What the README promises is what the repository holds.</summary>
[TestClass]
public sealed class ReadmeTests
{
    private static readonly string Root = Repository.Root;

    [TestMethod]
    public void The_code_shown_is_the_quick_starts_own()
    {
        var blocks = File.ReadAllText(Path.Combine(Root, "README.md")).Split("```csharp\n")[1..];
        var sources = Directory.GetFiles(Path.Combine(Root, "examples", "QuickStart"), "*.cs")
            .Select(file => string.Join("\n", Lines(File.ReadAllText(file)))).ToArray();

        Assert.HasCount(2, blocks);
        foreach (var block in blocks)
        {
            var shown = Lines(block[..block.IndexOf("```", StringComparison.Ordinal)]);
            Assert.IsGreaterThan(5, shown.Length);
            Assert.IsTrue(sources.Any(source => source.Contains(string.Join("\n", shown), StringComparison.Ordinal)), shown[0]);
        }
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
