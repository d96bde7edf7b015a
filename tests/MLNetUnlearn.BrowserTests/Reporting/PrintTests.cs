using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MLNetUnlearn.BrowserTests.Browsers;
using MLNetUnlearn.BrowserTests.Measures;
using MLNetUnlearn.BrowserTests.Samples;

namespace MLNetUnlearn.BrowserTests.Reporting;

/// <summary>On paper all is told, dark on light.</summary>
[TestClass]
[NeedsChromium]
public sealed partial class PrintTests
{
    // A4 less its margins of 14 mm, in pixels of 1/96 inch.
    private const int PaperWidth = (int)((210 - 28) / 25.4 * 96);

    [TestMethod]
    [DynamicData(nameof(SampleReports.Names), typeof(SampleReports))]
    public async Task Paper_holds_all_of_it(string report)
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of(report), PaperWidth, ColorScheme.Dark, Media.Print);

        Assert.AreEqual("", await PageFaults.FoldedAsync(open.Page));
        Assert.AreEqual("", await PageFaults.TooWideAsync(open.Page));
        Assert.AreEqual("", await PageFaults.CutOffAsync(open.Page));
        Assert.AreEqual("", await ChartFaults.OutsideAsync(open.Page));
        Assert.AreEqual("", await ChartFaults.OverlappingAsync(open.Page));
    }

    [TestMethod]
    public async Task Paper_is_white_whatever_the_screen_is()
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of("full"), PaperWidth, ColorScheme.Dark, Media.Print);

        Assert.AreEqual("", await open.Page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll('html, body, body *:not(svg *)')]
                .map(element => [element, getComputedStyle(element).backgroundColor])
                .filter(([, color]) => color !== 'rgba(0, 0, 0, 0)' && color.match(/\d+/g).some(part => Number(part) < 220))
                .map(([element, color]) => `${element.tagName} ${element.className}: ${color}`).join('\n')
            """));
        Assert.AreEqual("rgb(255, 255, 255)",
            await open.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor"));
        Assert.AreEqual("rgb(0, 0, 0)", await open.Page.EvaluateAsync<string>("getComputedStyle(document.body).color"));
        Assert.AreEqual("", await ChartFaults.FaintAsync(open.Page));
    }

    [TestMethod]
    [DataRow("full", 8, 15)]
    [DataRow("one seed", 5, 9)]
    [DataRow("empty", 1, 1)]
    public async Task A_printed_report_is_a_leaflet(string report, int fewest, int most)
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of(report), scheme: ColorScheme.Dark);

        var pdf = Encoding.Latin1.GetString(await open.Page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true }));

        Assert.IsInRange(fewest, most, PageObjects().Count(pdf));
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PageObjects();
}
