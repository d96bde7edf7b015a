using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MLNetUnlearn.BrowserTests.Browsers;

namespace MLNetUnlearn.BrowserTests.WebApi;

/// <summary>The page of the web example: a person is picked, forgets an item, and it leaves.</summary>
[TestClass]
[NeedsChromium]
public sealed class SiteTests
{
    private const int UnlearningMilliseconds = 60_000;

    private static readonly AxeRunOptions _rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = [ResultType.Violations],
    };

    private static ShopSite _site = null!;

    [ClassInitialize]
    public static void Start(TestContext context) => _site = ShopSite.Start();

    [ClassCleanup]
    public static async Task EndAsync() => await _site.DisposeAsync();

    [TestMethod]
    public async Task With_keys_alone_a_person_is_picked_and_an_item_forgotten()
    {
        await using var open = await OpenPage.AtAsync(_site.Address);
        var page = open.Page;
        await Assertions.Expect(page.Locator("#users-count")).ToHaveTextAsync("The first 100 of 300; type to find others.");
        var version = int.Parse(await page.InnerTextAsync("#model-version"), System.Globalization.CultureInfo.InvariantCulture);

        await page.Keyboard.PressAsync("Tab"); // skip link
        await page.Keyboard.PressAsync("Tab"); // search
        await page.Keyboard.TypeAsync("user007");
        await Assertions.Expect(page.Locator("#users-count")).ToHaveTextAsync("1 person");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("#history-heading")).ToHaveTextAsync("History of user007");
        await Assertions.Expect(page.Locator("#next .rank")).ToHaveCountAsync(10);
        var titles = await page.Locator("#history .title").AllInnerTextsAsync();

        // The button of the third item: the latest two were held out, and the model was not taught them.
        for (var item = 0; item < 3; item++)
            await page.Keyboard.PressAsync("Tab");
        Assert.AreEqual($"Forget {titles[2]}", await FocusedAsync(page));
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#history .row")).ToHaveCountAsync(titles.Count - 1);
        await Assertions.Expect(page.Locator(".user small")).ToHaveTextAsync($"{titles.Count - 1} items");
        Assert.AreEqual($"Forget {titles[3]}", await FocusedAsync(page));
        await Assertions.Expect(page.Locator("#announcement")).Not.ToBeEmptyAsync();
        await ForgottenAsync(page);
        await Assertions.Expect(page.Locator(".step.finished")).ToContainTextAsync("Forgotten; model ");
        await Assertions.Expect(page.Locator("#announcement")).ToHaveTextAsync("Forgotten: the model has unlearned it.");
        Assert.IsGreaterThan(
            version, int.Parse(await page.InnerTextAsync("#model-version"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain(titles[2], (await page.InnerTextAsync("body")).Split('\n'));

        // And it stays away.
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#history .row button")).ToHaveCountAsync(titles.Count - 1);
        await Assertions.Expect(page.Locator("#next .rank")).ToHaveCountAsync(10);
        Assert.DoesNotContain(titles[2], (await page.InnerTextAsync("body")).Split('\n'));
        CheckQuiet(open);
    }

    [TestMethod]
    [DataRow(ColorScheme.Light, 1280, "user011")]
    [DataRow(ColorScheme.Dark, 360, "user012")]
    public async Task Accessibility_rules_are_kept_in_every_state(ColorScheme scheme, int width, string user)
    {
        await using var open = await OpenPage.AtAsync(_site.Address, width, scheme);
        await Assertions.Expect(open.Page.Locator(".user")).ToHaveCountAsync(100);
        await CheckAsync(open.Page, width);

        await PickAsync(open.Page, user);
        await CheckAsync(open.Page, width);

        await open.Page.Locator("#history button").First.ClickAsync();
        await ForgottenAsync(open.Page);
        await CheckAsync(open.Page, width);
        CheckQuiet(open);
    }

    [TestMethod]
    public async Task What_fails_is_told_and_can_be_tried_again()
    {
        await using var open = await OpenPage.AtAsync(_site.Address);
        await PickAsync(open.Page, "user013");
        var rows = await open.Page.Locator("#history .row").CountAsync();
        await open.Page.RouteAsync("**/forget", route => route.AbortAsync());
        var button = open.Page.Locator("#history button").First;

        await button.ClickAsync();
        await Assertions.Expect(open.Page.Locator("[role=alert]")).ToHaveTextAsync("The server cannot be reached. Is it still running?");
        await Assertions.Expect(button).ToHaveTextAsync("Forget");
        await Assertions.Expect(open.Page.Locator("#history .row")).ToHaveCountAsync(rows);

        await open.Page.UnrouteAsync("**/forget");
        await button.ClickAsync();
        await Assertions.Expect(open.Page.Locator("#history .row")).ToHaveCountAsync(rows - 1);
        await Assertions.Expect(open.Page.Locator("[role=alert]")).ToBeHiddenAsync();
    }

    [TestMethod]
    public async Task Titles_that_look_like_markup_are_shown_as_they_are()
    {
        const string Title = "<img src=x onerror=alert(1)><b>&amp;</b>";
        await using var open = await OpenPage.AtAsync(_site.Address);
        await open.Page.RouteAsync("**/users/user014", route => route.FulfillAsync(new()
        {
            ContentType = "application/json", Body = $$"""{ "user": "user014", "history": [{ "item": "x", "title": "{{Title}}" }] }""",
        }));

        await PickAsync(open.Page, "user014");

        Assert.AreEqual(Title, await open.Page.Locator("#history .title").InnerTextAsync());
        Assert.AreEqual(0, await open.Page.Locator("main img, main b").CountAsync());
        CheckQuiet(open);
    }

    /// <summary>The request was taken; what is asked for afterwards and fails is no reason to lose sight of it.</summary>
    [TestMethod]
    public async Task A_request_is_followed_also_where_what_comes_after_it_fails()
    {
        await using var open = await OpenPage.AtAsync(_site.Address);
        await PickAsync(open.Page, "user015");
        await open.Page.RouteAsync("**/predict", route => route.AbortAsync());

        await open.Page.Locator("#history button").First.ClickAsync();

        await ForgottenAsync(open.Page);
    }

    [TestMethod]
    public async Task A_request_that_the_server_does_not_know_is_not_asked_for_again()
    {
        await using var open = await OpenPage.AtAsync(_site.Address);
        await PickAsync(open.Page, "user016");
        var asked = 0;
        await open.Page.RouteAsync("**/status/*", route =>
        {
            Interlocked.Increment(ref asked);
            return route.FulfillAsync(new()
            {
                Status = 404, ContentType = "application/problem+json", Body = """{ "detail": "There is no such request." }""",
            });
        });

        await open.Page.Locator("#history button").First.ClickAsync();

        await Assertions.Expect(open.Page.Locator("[role=alert]")).ToHaveTextAsync("There is no such request.");
        await Task.Delay(2_000); // two more looks
        Assert.AreEqual(1, Volatile.Read(ref asked));
    }

    [TestMethod]
    public async Task An_address_that_cannot_be_read_is_that_of_nobody()
    {
        await using var open = await OpenPage.AtAsync(_site.Address + "#%");

        await Assertions.Expect(open.Page.Locator("#users-count")).ToHaveTextAsync("The first 100 of 300; type to find others.");
        CheckQuiet(open);
    }

    private static async Task PickAsync(IPage page, string user)
    {
        await page.FillAsync("#search", user);
        await Assertions.Expect(page.Locator("#users-count")).ToHaveTextAsync("1 person");
        await page.CheckAsync($"input[value={user}]");
        await Assertions.Expect(page.Locator("#next .rank")).ToHaveCountAsync(10);
    }

    private static Task ForgottenAsync(IPage page) => Assertions.Expect(page.Locator(".entry")).ToHaveAttributeAsync(
        "data-state", "forgotten", new() { Timeout = UnlearningMilliseconds });

    private static async Task CheckAsync(IPage page, int width)
    {
        var result = await page.RunAxe(_rules);
        Assert.AreEqual("", string.Join("\n", result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}")));
        Assert.Contains("color-contrast", result.Passes.Select(pass => pass.Id));
        Assert.IsLessThanOrEqualTo(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    private static void CheckQuiet(OpenPage open)
    {
        Assert.AreEqual("", string.Join("\n", open.Messages));
        Assert.AreEqual(
            "", string.Join("\n", open.Requests.Where(address => !address.StartsWith(_site.Address, StringComparison.Ordinal))));
    }

    private static Task<string> FocusedAsync(IPage page) =>
        page.EvaluateAsync<string>("() => document.activeElement.ariaLabel ?? document.activeElement.outerHTML");
}
