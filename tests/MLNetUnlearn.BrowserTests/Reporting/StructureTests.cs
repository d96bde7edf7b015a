using Microsoft.Playwright;
using MLNetUnlearn.BrowserTests.Browsers;
using MLNetUnlearn.BrowserTests.Measures;
using MLNetUnlearn.BrowserTests.Samples;

namespace MLNetUnlearn.BrowserTests.Reporting;

/// <summary>Who cannot see the page hears what belongs together.</summary>
[TestClass]
[NeedsChromium]
public sealed class StructureTests
{
    [TestMethod]
    [DynamicData(nameof(SampleReports.Names), typeof(SampleReports))]
    public async Task Headings_go_down_step_by_step(string report)
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of(report));

        var levels = await open.Page.EvaluateAsync<int[]>(
            "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => Number(heading.tagName[1]))");

        Assert.AreEqual(1, levels[0]);
        Assert.AreEqual(1, levels.Count(level => level == 1));
        Assert.IsFalse(levels.Zip(levels.Skip(1)).Any(pair => pair.Second > pair.First + 1), string.Join(" ", levels));
    }

    [TestMethod]
    public async Task Tables_have_a_name_and_headers()
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of("full"));
        await open.UnfoldAsync();
        Assert.AreEqual(10, await open.Page.Locator("table").CountAsync());
        foreach (var name in (string[])["At a glance", "What is it still worth?", "What is it still worth?, more figures"])
            Assert.AreEqual(1, await open.Page.GetByRole(AriaRole.Table, new() { Name = name, Exact = true }).CountAsync(), name);

        Assert.AreEqual("", await Script.LinesAsync(open.Page, """
            const names = new Set();
            for (const table of document.querySelectorAll('table')) {
                const name = table.caption?.textContent.trim();
                if (!name || names.has(name))
                    faults.push(`"${name}" is no name of its own: ${describe(table)}`);
                names.add(name);
                for (const header of table.querySelectorAll('th'))
                    if (header.scope !== (header.closest('thead') ? 'col' : 'row'))
                        faults.push(`no scope: ${describe(header)}`);
                const columns = table.tHead.rows[0].cells.length;
                for (const row of table.tBodies[0].rows)
                    if (row.cells[0].tagName !== 'TH' || row.cells.length !== columns)
                        faults.push(`not of ${columns} cells, the first a header: ${describe(row)}`);
            }
            """));
    }

    [TestMethod]
    public async Task Charts_are_pictures_with_a_name_and_words()
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of("full"));

        var names = await open.Page.GetByRole(AriaRole.Img).AllAsync();
        Assert.HasCount(SampleReports.Charts("full"), names);
        foreach (var title in (string[])["What is forgotten, what is kept", "The attack, threshold by threshold", "What it cost",
            "The weight of forgetting", "SRUGA with and without its parts", "Five requests, one after another", "Loss of original",
            "What sruga finds"])
        {
            var chart = open.Page.GetByRole(AriaRole.Img, new() { Name = title });
            Assert.AreEqual(1, await chart.CountAsync(), title);
            Assert.AreNotEqual("", await chart.Locator("desc").TextContentAsync());
        }
    }
}
