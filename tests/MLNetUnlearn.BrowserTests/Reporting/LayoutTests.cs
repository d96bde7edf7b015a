using MLNetUnlearn.BrowserTests.Browsers;
using MLNetUnlearn.BrowserTests.Measures;
using MLNetUnlearn.BrowserTests.Samples;

namespace MLNetUnlearn.BrowserTests.Reporting;

/// <summary>The page fits the window, and the charts' labels their pictures, on telephones, tablets and desks.</summary>
[TestClass]
[NeedsChromium]
public sealed class LayoutTests
{
    public static IEnumerable<object[]> ReportsAndWidths =>
        SampleReports.Names.SelectMany(name => ((int[])[360, 768, 1440]).Select(width => new object[] { name[0], width }));

    [TestMethod]
    [DynamicData(nameof(ReportsAndWidths))]
    public async Task Everything_fits(string report, int width)
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of(report), width);
        await open.UnfoldAsync();

        Assert.AreEqual("", await PageFaults.TooWideAsync(open.Page));
        Assert.AreEqual("", await PageFaults.CutOffAsync(open.Page));
        Assert.AreEqual(SampleReports.Charts(report), await open.Page.Locator("svg.chart").CountAsync());
        Assert.AreEqual("", await ChartFaults.OutsideAsync(open.Page));
        Assert.AreEqual("", await ChartFaults.OverlappingAsync(open.Page));
    }
}
