using Microsoft.Playwright;
using MLNetUnlearn.BrowserTests.Browsers;

namespace MLNetUnlearn.BrowserTests.Measures;

/// <summary>What looks at the page does see faults.</summary>
[TestClass]
[NeedsChromium]
public sealed class MeasuresTests
{
    [TestMethod]
    public async Task What_is_too_wide_is_seen_unless_it_scrolls() => await SeesAsync(PageFaults.TooWideAsync,
        "<p style='width:500px'>here</p>", "<div style='overflow-x:auto'><p style='width:500px'>here</p></div>");

    [TestMethod]
    public async Task What_is_cut_off_is_seen() => await SeesAsync(PageFaults.CutOffAsync,
        "<p style='width:9px;overflow:hidden;white-space:nowrap'>here it is</p>", "<p style='width:200px;overflow:hidden'>here</p>");

    [TestMethod]
    public async Task What_is_folded_is_seen() => await SeesAsync(PageFaults.FoldedAsync,
        "<details><summary>s</summary><p>here</p></details>", "<details open=''><summary>s</summary><p>here</p></details>");

    [TestMethod]
    public async Task Labels_out_of_their_picture_are_seen() => await SeesAsync(ChartFaults.OutsideAsync,
        Svg("<text x='90' y='20'>here it is</text>"), Svg("<text x='0' y='20'>here</text>"));

    [TestMethod]
    public async Task Labels_on_each_other_are_seen() => await SeesAsync(ChartFaults.OverlappingAsync,
        Svg("<text x='0' y='20'>here</text><text x='9' y='24'>too</text>"),
        Svg("<text x='0' y='20'>here</text><text x='0' y='40'>too</text>"));

    [TestMethod]
    public async Task Faint_labels_are_seen() => await SeesAsync(ChartFaults.FaintAsync,
        Svg("<text x='0' y='20' fill='#808080'>here</text>"), Svg("<text x='0' y='20' fill='#707070'>here</text>"));

    private static string Svg(string content) =>
        $"<svg viewBox='0 0 100 50' width='100' height='50' style='background:#fff;font:12px sans-serif'>{content}</svg>";

    private static async Task SeesAsync(Func<IPage, Task<string>> measure, string faulty, string faultless)
    {
        await using var context = await (await SharedBrowser.GetAsync()).NewContextAsync(
            new() { ViewportSize = new() { Width = 400, Height = 300 } });
        var page = await context.NewPageAsync();
        await page.SetContentAsync($"<!DOCTYPE html><title>t</title>{faulty}");
        StringAssert.Contains(await measure(page), "here");
        await page.SetContentAsync($"<!DOCTYPE html><title>t</title>{faultless}");
        Assert.AreEqual("", await measure(page));
    }
}
