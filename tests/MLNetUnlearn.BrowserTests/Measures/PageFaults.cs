using Microsoft.Playwright;

namespace MLNetUnlearn.BrowserTests.Measures;

/// <summary>What reaches out of the page or of its box, a line each, as the browser has laid it out.</summary>
internal static class PageFaults
{
    /// <summary>What makes the page wider than the window; tables and charts may scroll within a box of their own.</summary>
    public static async Task<string> TooWideAsync(IPage page) => await Script.LinesAsync(page, """
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth > width)
            faults.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${width}`);
        for (const element of document.body.querySelectorAll('*')) {
            const box = element.getBoundingClientRect();
            if (box.width > 0 && (box.right > width + 1 || box.left < -1) && !scroller(element))
                faults.push(`${describe(element)} goes from ${box.left} to ${box.right} in a window of ${width}`);
        }
        function scroller(element) {
            for (let around = element.parentElement; around; around = around.parentElement)
                if (['auto', 'scroll'].includes(getComputedStyle(around).overflowX))
                    return true;
            return false;
        }
        """);

    /// <summary>Texts that are cut off by their own box, without a way to scroll.</summary>
    public static async Task<string> CutOffAsync(IPage page) => await Script.LinesAsync(page, """
        for (const element of document.body.querySelectorAll('*:not(svg *)')) {
            const style = getComputedStyle(element);
            if (['hidden', 'clip'].includes(style.overflowX) && !element.classList.contains('unseen')
                && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
                && !['svg', 'HTML'].includes(element.tagName))
                faults.push(`${describe(element)} needs ${element.scrollWidth} and has ${element.clientWidth}`);
        }
        """);

    /// <summary>Elements that are folded away or not drawn.</summary>
    public static async Task<string> FoldedAsync(IPage page) => await Script.LinesAsync(page, """
        for (const element of document.querySelectorAll('details *')) {
            const box = element.getBoundingClientRect();
            if (box.height === 0 || !element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))
                faults.push(`${describe(element)} cannot be seen`);
        }
        """);
}
