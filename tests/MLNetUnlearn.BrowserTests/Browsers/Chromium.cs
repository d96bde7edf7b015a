using Microsoft.Playwright;

namespace MLNetUnlearn.BrowserTests.Browsers;

/// <summary>The Chromium of the system, as Debian's package <c>chromium</c> installs it; none is ever downloaded.</summary>
internal static class Chromium
{
    public const string Missing =
        "There is no Chromium here: the pages were not looked at (on Debian: apt-get install chromium).";

    private const string Name = "chromium";

    // A snap cannot read the files of others, and chromium-browser may be only a hint at one.
    private const string Snaps = "/snap/";

    private static readonly string[] _usualFolders = ["/usr/bin", "/usr/local/bin", "/usr/lib/chromium"];

    // It opens files only: nothing of it is to look for a network.
    private static readonly string[] _arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    /// <summary>The program; <see langword="null"/> where there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(_usualFolders).Where(folder => folder.Length > 0 && !folder.StartsWith(Snaps, StringComparison.Ordinal))
        .Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);

    public static async Task<IBrowser> StartAsync(IPlaywright playwright) =>
        await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program ?? throw new InvalidOperationException(Missing), Headless = true, Args = _arguments,
        });
}
