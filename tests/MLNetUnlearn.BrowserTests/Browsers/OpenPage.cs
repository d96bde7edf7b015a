using Microsoft.Playwright;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.BrowserTests.Browsers;

/// <summary>A page, of a server or a report written to a file and opened from there, and all that it asked for or said.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly DirectoryInfo? _folder;
    private readonly IBrowserContext _context;
    private readonly List<string> _requests = [];
    private readonly List<string> _messages = [];

    private OpenPage(DirectoryInfo? folder, IBrowserContext context, IPage page)
    {
        (_folder, _context, Page) = (folder, context, page);
        page.Request += (_, request) => _requests.Add(request.Url);
        page.Console += (_, message) => _messages.Add(message.Text);
        page.PageError += (_, error) => _messages.Add(error);
        page.Dialog += (_, dialog) =>
        {
            _messages.Add($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>The addresses that were asked for.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>What the console, errors and dialogs said.</summary>
    public IReadOnlyList<string> Messages => _messages;

    public static async Task<OpenPage> OfAsync(
        ForgettingReport report, int width = 1440, ColorScheme scheme = ColorScheme.Light, Media media = Media.Screen)
    {
        var folder = Directory.CreateTempSubdirectory("mlnet-unlearn-browser-");
        var file = Path.Combine(folder.FullName, "report.html");
        report.WriteHtml(file);
        return await AtAsync(new Uri(file).AbsoluteUri, width, scheme, media, folder);
    }

    public static async Task<OpenPage> AtAsync(
        string address, int width = 1440, ColorScheme scheme = ColorScheme.Light, Media media = Media.Screen, DirectoryInfo? folder = null)
    {
        var context = await (await SharedBrowser.GetAsync()).NewContextAsync(
            new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
        var open = new OpenPage(folder, context, await context.NewPageAsync());
        await open.Page.EmulateMediaAsync(new() { Media = media, ColorScheme = scheme });
        await open.Page.GotoAsync(address);
        return open;
    }

    /// <summary>Opens all that is folded.</summary>
    public async Task UnfoldAsync() =>
        await Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _folder?.Delete(recursive: true);
    }
}
