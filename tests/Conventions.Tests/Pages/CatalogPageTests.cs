using System.Reflection;

namespace MLNetUnlearn.Conventions.Pages;

/// <summary>Every trainer and every method of unlearning has a page with its equations, how to call it, and what was measured.</summary>
[TestClass]
public sealed class CatalogPageTests
{
    private static readonly MarkdownPage Measured = new("docs/methods.md");

    /// <summary>Not measured: the pages say how to write one.</summary>
    private static readonly string[] OwnPages = ["docs/models/custom.md", "docs/methods/own-method.md"];

    [TestMethod]
    public void There_are_models_and_methods() => Assert.AreEqual((7, 10), (Trainers().Count(), Methods().Count()));

    [TestMethod]
    public void Every_model_and_method_has_a_page_that_calls_it() => Problems.None(
        Trainers().Concat(Methods())
            .Where(method => !PagesOf(method).SelectMany(page => page.Blocks("csharp"))
                .Any(block => block.Contains($".{method}(", StringComparison.Ordinal)))
            .Select(method => $"{method}: {string.Join(", ", PagesOf(method).Select(page => page.Path).DefaultIfEmpty("no page"))}"));

    [TestMethod]
    public void Every_page_of_one_has_equations_beside_code_and_a_measured_table() => Problems.None(
        Trainers().Concat(Methods()).Distinct().SelectMany(PagesOf).DistinctBy(page => page.Path)
            .Where(page => !OwnPages.Contains(page.Path))
            .Where(page => !page.Tables().Any(table => table[0][^1] == "code") || !page.Tables().Any(table => table[0][^1] == "seconds"))
            .Select(page => page.Path));

    /// <summary>A method's page has rows of docs/methods.md: its first such table those of the first there, its second of the second.</summary>
    [TestMethod]
    public void Measured_rows_are_those_of_the_comparison()
    {
        var compared = MethodTables(Measured);
        var pages = Methods().SelectMany(PagesOf).Where(page => !OwnPages.Contains(page.Path)).ToArray();

        Problems.None(pages.Where(page => MethodTables(page).Length is 0 or > 2).Select(page => $"{page.Path}: none, or more than two"));
        Problems.None(
            from page in pages
            from place in MethodTables(page).Zip(compared)
            from row in place.First[1..].Select(row => row[0]).Union(["original", "retrain"])
            let shown = Row(place.First, row, place.First[0])
            let meant = Row(place.Second, row, place.First[0])
            where shown != meant
            select $"{page.Path}: {shown ?? row + " is missing"}\n  docs/methods.md: {meant ?? "no such row"}");
    }

    private static string[][][] MethodTables(MarkdownPage page) =>
        [.. page.Tables().Where(table => table[0][0] == "method" && table[0].Contains("Recall@10, % of Retrain's"))];

    // A row as text, of the columns that the other table has.
    private static string? Row(string[][] table, string name, string[] columns) =>
        table[1..].SingleOrDefault(row => row[0] == name) is { } found
        ? $"| {string.Join(" | ", columns.Select(column => Array.IndexOf(table[0], column) is >= 0 and var at ? found[at] : "?"))} |"
        : null;

    private static IEnumerable<MarkdownPage> PagesOf(string method) => MarkdownPage.All().Where(page =>
        (page.Path.StartsWith("docs/models/", StringComparison.Ordinal) || page.Path.StartsWith("docs/methods/", StringComparison.Ordinal))
        && Path.GetFileNameWithoutExtension(page.Path).Replace("-", "", StringComparison.Ordinal) is var name
        && (name.Equals(method, StringComparison.OrdinalIgnoreCase) || (method == "Custom" && OwnPages.Contains(page.Path))));

    private static IEnumerable<string> Trainers() => Names(typeof(SequentialRecommendationTrainers), _ => true);

    private static IEnumerable<string> Methods() =>
        Names(typeof(UnlearningCatalog), method => method.ReturnType == typeof(Unlearning.UnlearningEstimator));

    private static IEnumerable<string> Names(Type catalog, Func<MethodInfo, bool> isOne) =>
        catalog.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && isOne(method)).Select(method => method.Name).Distinct();
}
