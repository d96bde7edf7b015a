using System.Text.RegularExpressions;

namespace MLNetUnlearn.Conventions;

/// <summary>A page of the repository: its links, headings, code and tables.</summary>
internal sealed partial class MarkdownPage(string path)
{
    private readonly string _text = Repository.Read(path);

    /// <summary>From the repository's root, with slashes.</summary>
    public string Path { get; } = path;

    /// <summary>The README, those of packages, and everything in docs.</summary>
    public static IEnumerable<MarkdownPage> All() =>
        Repository.FilesBelow("docs", "*.md").Concat(Repository.FilesBelow("src", "README.md")).Prepend("README.md")
            .Select(path => new MarkdownPage(path));

    /// <summary>Where the page's links lead, as written; none of what stands in code.</summary>
    public IEnumerable<string> Links() =>
        Link().Matches(Code().Replace(Block().Replace(_text, ""), "")).Select(match => match.Groups[1].Value);

    /// <summary>The anchors of the page's headings, made as GitHub makes them.</summary>
    public IReadOnlySet<string> Anchors() => Heading().Matches(Block().Replace(_text, ""))
        .Select(match => NoAnchor().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-')).ToHashSet();

    /// <summary>The code of one language, without its fences.</summary>
    public IEnumerable<string> Blocks(string language) =>
        Block().Matches(_text).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value);

    /// <summary>The tables, as rows of cells; the line below the head is left out.</summary>
    public IEnumerable<string[][]> Tables() => Table().Matches(Block().Replace(_text, "")).Select(match =>
        match.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where((_, line) => line != 1)
            .Select(line => Bar().Split(line.Trim())[1..^1].Select(cell => cell.Trim()).ToArray()).ToArray());

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{Mn}_ -]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(^\|.*\|\n)+", RegexOptions.Multiline)]
    private static partial Regex Table();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
