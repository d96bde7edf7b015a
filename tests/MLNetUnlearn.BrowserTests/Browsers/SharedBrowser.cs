using Microsoft.Playwright;

// Most of a test is waiting for the browser, which is one for all of them.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]

namespace MLNetUnlearn.BrowserTests.Browsers;

/// <summary>One browser for all tests, started by the first of them and ended after the last.</summary>
[TestClass]
public static class SharedBrowser
{
    private static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>The browser.</summary>
    public static async Task<IBrowser> GetAsync() => (await _started.Value).Browser;

    [AssemblyCleanup]
    public static async Task EndAsync()
    {
        if (!_started.IsValueCreated || !_started.Value.IsCompletedSuccessfully)
            return;
        var (playwright, browser) = await _started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await Chromium.StartAsync(playwright));
    }
}
