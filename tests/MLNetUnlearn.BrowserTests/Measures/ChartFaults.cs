using Microsoft.Playwright;

namespace MLNetUnlearn.BrowserTests.Measures;

/// <summary>What is wrong with the labels of charts, a line each, as the browser has laid them out.</summary>
internal static class ChartFaults
{
    /// <summary>Labels that reach out of their picture.</summary>
    public static async Task<string> OutsideAsync(IPage page) => await Script.LinesAsync(page, """
        for (const chart of document.querySelectorAll('svg')) {
            const frame = chart.getBoundingClientRect();
            for (const text of chart.querySelectorAll('text')) {
                const box = text.getBoundingClientRect();
                if (box.left < frame.left - .5 || box.right > frame.right + .5
                    || box.top < frame.top - .5 || box.bottom > frame.bottom + .5)
                    faults.push(`${describe(text)} reaches out of its picture`);
            }
        }
        """);

    /// <summary>Labels that cover one another; the empty room above and below the letters of a line does not count.</summary>
    public static async Task<string> OverlappingAsync(IPage page) => await Script.LinesAsync(page, """
        for (const chart of document.querySelectorAll('svg')) {
            const scale = chart.getBoundingClientRect().width / chart.viewBox.baseVal.width;
            const boxes = [...chart.querySelectorAll('text')].map(text => {
                const box = text.getBoundingClientRect(), empty = 2 * scale;
                return { text, left: box.left, right: box.right, top: box.top + empty, bottom: box.bottom - empty };
            });
            for (const [place, one] of boxes.entries())
                for (const other of boxes.slice(place + 1))
                    if (one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)
                        faults.push(`${describe(one.text)} meets ${describe(other.text)}`);
        }
        """);

    /// <summary>Labels with less than 4.5:1 against the picture's ground, which accessibility checkers do not look at.</summary>
    public static async Task<string> FaintAsync(IPage page) => await Script.LinesAsync(page, """
        const luminance = color => {
            const [r, g, b] = color.match(/[\d.]+/g).map(Number).map(part => part / 255)
                .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
            return .2126 * r + .7152 * g + .0722 * b;
        };
        for (const chart of document.querySelectorAll('svg')) {
            const ground = luminance(getComputedStyle(chart).backgroundColor);
            for (const text of chart.querySelectorAll('text')) {
                const ink = luminance(getComputedStyle(text).fill);
                const contrast = (Math.max(ink, ground) + .05) / (Math.min(ink, ground) + .05);
                if (contrast < 4.5)
                    faults.push(`${describe(text)} has ${contrast.toFixed(2)}:1`);
            }
        }
        """);
}
