using MLNetUnlearn.BrowserTests.Browsers;
using MLNetUnlearn.BrowserTests.Samples;

namespace MLNetUnlearn.BrowserTests.Reporting;

/// <summary>The page loads nothing and runs nothing.</summary>
[TestClass]
[NeedsChromium]
public sealed class QuietnessTests
{
    [TestMethod]
    [DynamicData(nameof(SampleReports.Names), typeof(SampleReports))]
    public async Task Only_the_file_itself_is_asked_for(string report)
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of(report));
        await open.UnfoldAsync();

        Assert.AreEqual(open.Page.Url, string.Join(" ", open.Requests));
        Assert.AreEqual("", string.Join("\n", open.Messages));
    }

    [TestMethod]
    public async Task Names_that_look_like_markup_are_shown_as_they_are()
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of("hostile"));

        var text = await open.Page.InnerTextAsync("body");
        foreach (var name in SampleReports.HostileNames)
            StringAssert.Contains(text, name);
        Assert.AreEqual(0, await open.Page.Locator("script, img").CountAsync());
        Assert.AreEqual(string.Join(" ", SampleReports.HostileNames), await open.Page.TitleAsync());
        Assert.AreEqual("", string.Join("\n", open.Messages));
    }
}
