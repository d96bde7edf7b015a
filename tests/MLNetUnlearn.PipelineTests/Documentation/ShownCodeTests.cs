using System.Runtime.CompilerServices;

namespace MLNetUnlearn.PipelineTests.Documentation;

/// <summary>The code that the pages show is the code that is run here.</summary>
[TestClass]
public sealed class ShownCodeTests
{
    [TestMethod]
    [DataRow("docs/pipeline-tests.md")]
    [DataRow("src/MLNetUnlearn.Testing/README.md")]
    [DataRow("src/MLNetUnlearn/README.md")]
    [DataRow("src/MLNetUnlearn.Engine/README.md")]
    public void Every_block_is_run(string page)
    {
        var here = Path.GetDirectoryName(Here())!;
        var sources = Directory.GetFiles(here, "Samples*.cs").Select(file => string.Join("\n", Lines(File.ReadAllText(file)))).ToArray();
        var blocks = File.ReadAllText(Path.Combine(here, "../../..", page)).ReplaceLineEndings("\n").Split("```csharp\n")[1..];

        Assert.IsNotEmpty(blocks);
        foreach (var block in blocks)
        {
            var shown = Lines(block[..block.IndexOf("```", StringComparison.Ordinal)])
                .Where(line => !line.StartsWith("using ", StringComparison.Ordinal) || line.Contains('=')).ToArray();
            Assert.IsGreaterThan(3, shown.Length);
            Assert.IsTrue(sources.Any(source => source.Contains(string.Join("\n", shown), StringComparison.Ordinal)), shown[0]);
        }
    }

    private static string Here([CallerFilePath] string file = "") => file;

    private static string[] Lines(string text) =>
        text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
