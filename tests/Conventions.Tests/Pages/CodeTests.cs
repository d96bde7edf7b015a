namespace MLNetUnlearn.Conventions.Pages;

/// <summary>The C# that pages show stands, line by line, in a source that is compiled: an example, or a test that mostly runs it.</summary>
[TestClass]
public sealed class CodeTests
{
    [TestMethod]
    public void Every_block_stands_in_a_compiled_source()
    {
        var sources = Repository.FilesBelow("examples", "*.cs").Concat(Repository.FilesBelow("tests", "*.cs")).Append("quickstart.cs")
            .Select(file => Lines(Repository.Read(file))).ToArray();
        var blocks = MarkdownPage.All()
            .SelectMany(page => page.Blocks("csharp").Select(block => (page.Path, Text: Lines(block)))).ToArray();

        Assert.IsGreaterThan(50, blocks.Length);
        Problems.None(blocks.Where(block => !sources.Any(source => source.Contains(block.Text, StringComparison.Ordinal)))
            .Select(block => $"{block.Path}:{block.Text.Split('\n')[1]}"));
    }

    // Indentation and usings differ; a block begins and ends with whole lines.
    private static string Lines(string text) => "\n" + string.Join("\n", text
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith("using ", StringComparison.Ordinal) || line.Contains('=', StringComparison.Ordinal))) + "\n";
}
