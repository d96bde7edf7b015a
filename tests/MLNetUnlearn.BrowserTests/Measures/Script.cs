using Microsoft.Playwright;

namespace MLNetUnlearn.BrowserTests.Measures;

/// <summary>Runs what looks at the page.</summary>
internal static class Script
{
    private const string Describe = """
        const describe = element => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> "`
            + `${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 60)}"`;
        """;

    /// <summary>The lines that a script put into <c>faults</c>; it may call <c>describe(element)</c>.</summary>
    public static async Task<string> LinesAsync(IPage page, string script) =>
        string.Join("\n", await page.EvaluateAsync<string[]>($"() => {{ const faults = [];\n{Describe}\n{script}\nreturn faults; }}"));
}
