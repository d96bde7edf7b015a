using Microsoft.Playwright;
using MLNetUnlearn.BrowserTests.Browsers;
using MLNetUnlearn.BrowserTests.Samples;

namespace MLNetUnlearn.BrowserTests.Reporting;

/// <summary>Nothing needs a mouse.</summary>
[TestClass]
[NeedsChromium]
public sealed class KeyboardTests
{
    [TestMethod]
    public async Task Folded_words_are_reached_and_opened_by_keys()
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of("full"));
        var folded = await open.Page.Locator("details").CountAsync();
        Assert.IsGreaterThan(5, folded);

        var opened = 0;
        for (var presses = 0; presses < 200 && opened < folded; presses++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            if (!await FocusedAsync<bool>(open.Page, "element => element.matches('details:not([open]) > summary')"))
                continue;
            Assert.AreEqual("", await UnseenFocusAsync(open.Page));
            await open.Page.Keyboard.PressAsync("Enter");
            Assert.IsTrue(await FocusedAsync<bool>(open.Page, "element => element.parentElement.open"));
            Assert.IsTrue(await FocusedAsync<bool>(open.Page, "element => element.nextElementSibling.checkVisibility()"));
            opened++;
        }

        Assert.AreEqual(folded, opened);
    }

    [TestMethod]
    public async Task What_scrolls_sideways_is_reached_and_scrolled_by_keys()
    {
        await using var open = await OpenPage.OfAsync(SampleReports.Of("full"), width: 360);
        var wide = await open.Page.EvaluateAsync<int>("""
            () => [...document.querySelectorAll('.scroll')].filter(box => box.clientWidth > 0 && box.scrollWidth > box.clientWidth).length
            """);
        Assert.IsGreaterThan(10, wide);

        var scrolled = 0;
        for (var presses = 0; presses < 200 && scrolled < wide; presses++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            if (!await FocusedAsync<bool>(open.Page, "element => element.matches('.scroll') && element.scrollWidth > element.clientWidth"))
                continue;
            Assert.AreEqual("", await UnseenFocusAsync(open.Page));
            await open.Page.Keyboard.PressAsync("ArrowRight");
            await open.Page.WaitForFunctionAsync("() => document.activeElement.scrollLeft > 0", null, new() { Timeout = 5000 });
            scrolled++;
        }

        Assert.AreEqual(wide, scrolled);
    }

    private static async Task<T> FocusedAsync<T>(IPage page, string function) =>
        await page.EvaluateAsync<T>($"() => ({function})(document.activeElement)");

    private static async Task<string> UnseenFocusAsync(IPage page) => await FocusedAsync<string>(page, """
        element => {
            const style = getComputedStyle(element), box = element.getBoundingClientRect();
            const drawn = element.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
            return !drawn ? `no outline at ${element.textContent}` : box.bottom < 0 || box.top > innerHeight ? 'out of the window' : '';
        }
        """);
}
