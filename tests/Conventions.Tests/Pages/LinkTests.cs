namespace MLNetUnlearn.Conventions.Pages;

/// <summary>What the pages point at is there.</summary>
[TestClass]
public sealed class LinkTests
{
    private static readonly MarkdownPage[] All = [.. MarkdownPage.All()];

    [TestMethod]
    public void Every_relative_link_leads_to_a_file_or_a_heading()
    {
        Assert.IsGreaterThan(100, All.SelectMany(Relative).Count());
        Problems.None(All.SelectMany(page => Relative(page).Where(link => !Leads(page, link)).Select(link => $"{page.Path}: {link}")));
    }

    /// <summary>docs/README.md lists every page, or the list of models or methods that does.</summary>
    [TestMethod]
    public void Every_page_of_docs_is_in_an_index()
    {
        string[] indexes = ["docs/README.md", "docs/models/README.md", "docs/methods/README.md"];
        var listed = indexes.Select(path => new MarkdownPage(path))
            .SelectMany(page => Relative(page).Select(link => Target(page, link.Split('#')[0]))).ToHashSet();

        Problems.None(All.Where(page => page.Path.StartsWith("docs/", StringComparison.Ordinal) && page.Path != indexes[0])
            .Where(page => !listed.Contains(page.Path)).Select(page => $"{page.Path} is in no index"));
    }

    private static IEnumerable<string> Relative(MarkdownPage page) => page.Links()
        .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal));

    private static bool Leads(MarkdownPage page, string link)
    {
        var (file, anchor) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
        var target = Target(page, file);
        if (!Path.Exists(Repository.PathOf(target)))
            return false;
        return anchor is null || (target.EndsWith(".md", StringComparison.Ordinal) && new MarkdownPage(target).Anchors().Contains(anchor));
    }

    private static string Target(MarkdownPage page, string file) => file.Length == 0
        ? page.Path
        : Repository.RelativeOf(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(page.Path))!, file)));
}
