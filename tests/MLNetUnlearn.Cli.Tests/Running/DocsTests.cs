using MLNetUnlearn.Cli.Tests.Support;

namespace MLNetUnlearn.Cli.Tests.Running;

/// <summary>The commands of docs/cli.md are ones: here they fail for want of files, but not of understanding.</summary>
[TestClass]
public sealed class DocsTests
{
    private const string Prompt = "$ mlnet-unlearn ";

    [TestMethod]
    public void Commands_are_understood()
    {
        var commands = File.ReadLines(Repository.PathOf("docs/cli.md")).Where(line => line.StartsWith(Prompt, StringComparison.Ordinal))
            .Select(line => line[Prompt.Length..]).ToArray();

        Assert.IsGreaterThan(6, commands.Length);
        foreach (var command in commands)
            ToolRun.Of(command.Split(' ')).Expect(command.Contains("Stop=Never", StringComparison.Ordinal) ? 2 : 3);
    }

    [TestMethod]
    [DataRow("prepare")]
    [DataRow("train")]
    [DataRow("recommend")]
    [DataRow("forget")]
    [DataRow("evaluate")]
    [DataRow("report")]
    [DataRow("doctor")]
    public void Every_command_is_there_with_its_JSON(string command)
    {
        var lines = File.ReadAllLines(Repository.PathOf("docs/cli.md"));

        Assert.Contains(line => line.StartsWith($"| `{command} ", StringComparison.Ordinal), lines);
        Assert.Contains(line => line.StartsWith($"| `{command}` | `", StringComparison.Ordinal), lines);
    }
}
