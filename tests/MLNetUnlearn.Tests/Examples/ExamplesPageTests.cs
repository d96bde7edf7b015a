using System.Text.RegularExpressions;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Examples;

/// <summary>docs/examples.md shows every example, with code of theirs and with lines that the tests know to be printed.</summary>
[TestClass]
public sealed class ExamplesPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "examples.md"));

    private static readonly string[] Printed =
        [.. new[] { "quickstart", "QuickStart", "NextItem", "Titles", "CustomModule", "ForgetSensitiveItems" }
            .SelectMany(name => ExpectedOutput.Read(name).Split('\n')).Where(line => line.Any(char.IsLetter))];

    [TestMethod]
    public void Every_example_is_in_the_table()
    {
        var rows = Page.Split('\n').Where(line => line.Contains("dotnet run -c Release", StringComparison.Ordinal)).ToArray();
        var examples = Directory.GetDirectories(Path.Combine(Repository.Root, "examples"))
            .Where(folder => Directory.GetFiles(folder, "*.csproj").Length > 0)
            .Select(Path.GetFileName).ToArray();

        Assert.HasCount(examples.Length + 1, rows);                                     // and the single file
        foreach (var example in examples)
        {
            var command = $"`dotnet run -c Release --project examples/{example}`";
            Assert.IsTrue(rows.Any(row => row.Contains(command, StringComparison.Ordinal)), example);
        }
    }

    [TestMethod]
    public void What_is_shown_as_printed_is_printed()
    {
        var lines = Regex.Matches(Page, @"`([^`]+)` \|$", RegexOptions.Multiline).Select(match => match.Groups[1].Value)
            .Concat(Blocks("text").SelectMany(block => block.Split('\n'))).ToArray();

        Assert.IsGreaterThan(15, lines.Length);
        foreach (var line in lines)
            Assert.IsTrue(Printed.Any(printed => ExpectedOutput.ProblemOfLine(printed, line) is null), line);
    }

    [TestMethod]
    public void The_code_shown_is_an_examples_own()
    {
        var program = Joined(File.ReadAllText(Path.Combine(Repository.Root, "examples", "CustomModule", "Program.cs")));

        Assert.Contains(Joined(Blocks("csharp").Single()), program);
    }

    private static IEnumerable<string> Blocks(string language) =>
        Regex.Matches(Page, $"```{language}\n(.*?)\n```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);

    private static string Joined(string text) =>
        string.Join("\n", text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
