using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MLNetUnlearn.BrowserTests.Browsers;
using MLNetUnlearn.BrowserTests.Measures;
using MLNetUnlearn.BrowserTests.Samples;

namespace MLNetUnlearn.BrowserTests.Reporting;

/// <summary>Light and dark: both can be read.</summary>
[TestClass]
[NeedsChromium]
public sealed class ColorTests
{
    private static readonly AxeRunOptions _rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = [ResultType.Violations],
    };

    [TestMethod]
    [DataRow(ColorScheme.Light, "rgb(255, 253, 249)", "rgb(29, 33, 41)")]
    [DataRow(ColorScheme.Dark, "rgb(21, 24, 29)", "rgb(233, 230, 223)")]
    public async Task Ground_and_ink_follow_the_reader(ColorScheme scheme, string ground, string ink)
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of("full"), scheme: scheme);

        Assert.AreEqual(ground, await StyleAsync(open.Page, "html", "backgroundColor"));
        Assert.AreEqual(ink, await StyleAsync(open.Page, "body", "color"));
        Assert.AreEqual(ground, await StyleAsync(open.Page, "svg.chart", "backgroundColor"));
        Assert.AreEqual(ink, await StyleAsync(open.Page, "svg.chart text.strong", "fill"));
    }

    [TestMethod]
    [DataRow("full", ColorScheme.Light)]
    [DataRow("full", ColorScheme.Dark)]
    [DataRow("one seed", ColorScheme.Light)]
    [DataRow("empty", ColorScheme.Dark)]
    public async Task Accessibility_rules_are_kept(string report, ColorScheme scheme)
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of(report), width: 360, scheme);
        await open.UnfoldAsync();

        var result = await open.Page.RunAxe(_rules);

        Assert.AreEqual("", string.Join("\n", result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}")));
        Assert.Contains("color-contrast", result.Passes.Select(pass => pass.Id));
        Assert.AreEqual("", await ChartFaults.FaintAsync(open.Page));
    }

    private static async Task<string> StyleAsync(IPage page, string selector, string property) =>
        await page.Locator(selector).First.EvaluateAsync<string>($"element => getComputedStyle(element).{property}");
}
