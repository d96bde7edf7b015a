using System.Net;
using System.Text.Json;
using MLNetUnlearn.WebApi.Tests.Support;

namespace MLNetUnlearn.WebApi.Tests.Forgetting;

/// <summary>
/// From the answer to /forget on, the item is in no answer any more: before, during and after the model unlearns it, and after a restart.
/// </summary>
[TestClass]
public sealed class NeverAgainTests
{
    private const string User = "user007";

    [TestMethod]
    public async Task A_users_item_is_gone_from_the_answer_on_and_stays_gone()
    {
        using var shop = new RunningShop(RunningShop.NeverUnlearns);
        var item = (await shop.HistoryAsync(User))[^2];
        var neighbour = (await shop.SimilarAsync($"{item}?count=1")).Single();
        // It can be seen in every way that is looked at below.
        Assert.Contains(item, await SeenAsync(shop, item, neighbour));

        var id = await shop.ForgetAsync(Json(User, item));
        Assert.DoesNotContain(item, await SeenAsync(shop, item, neighbour));
        Assert.AreEqual("suppressed", (string)(await shop.GetAsync($"/status/{id}"))["state"]!);

        // Begun anew, the shop unlearns at once; asked all the time, it never shows the item.
        shop.Stop();
        shop.Start(("Shop:ForgetDelay", "00:00:00"));
        string state;
        do
        {
            state = (string)(await shop.GetAsync($"/status/{id}"))["state"]!;
            Assert.DoesNotContain(item, await SeenAsync(shop, item, neighbour));
            Assert.AreNotEqual("failed", state);
        }
        while (state != "forgotten");
        Assert.AreEqual(2, (int)(await shop.GetAsync("/status"))["model"]!["version"]!);

        shop.Stop();
        shop.Start();
        Assert.AreEqual("forgotten", (string)(await shop.GetAsync($"/status/{id}"))["state"]!);
        Assert.AreEqual(2, (int)(await shop.GetAsync("/status"))["model"]!["version"]!);
        Assert.DoesNotContain(item, await SeenAsync(shop, item, neighbour));
    }

    [TestMethod]
    public async Task Others_still_see_it()
    {
        using var shop = new RunningShop(RunningShop.NeverUnlearns);
        var item = (await shop.HistoryAsync(User))[^2];
        var other = await OwnerAsync(shop, item);

        await shop.ForgetAsync(Json(User, item));

        Assert.Contains(item, await shop.HistoryAsync(other));
        Assert.HasCount(5, await shop.SimilarAsync($"{item}?count=5&user={other}"));
        using var forgotten = await shop.Client.GetAsync($"/similar/{item}?user={User}");
        Assert.AreEqual("There is no such item.", await Refusal.CheckAsync(forgotten, 404));
    }

    [TestMethod]
    public async Task An_item_can_be_forgotten_for_everyone()
    {
        using var shop = new RunningShop();
        var item = (await shop.HistoryAsync(User))[^2];
        var other = await OwnerAsync(shop, item);

        var id = await shop.ForgetAsync($$"""{ "item": "{{item}}", "everyone": true }""");
        await NobodyHasAsync(shop, item, other);
        await shop.WaitForAsync(id, "forgotten");
        await NobodyHasAsync(shop, item, other);

        var last = (await shop.GetAsync("/status"))["lastUnlearning"]!;
        Assert.IsGreaterThan(1, (int)last["interactions"]!);
        shop.Stop();
        shop.Start();
        await NobodyHasAsync(shop, item, other);
        // Whoever asks for themselves now is told of the request that was for all.
        Assert.AreEqual(id, await shop.ForgetAsync(Json(other, item)));
    }

    [TestMethod]
    public async Task To_ask_again_is_to_be_told_of_the_same_request()
    {
        using var shop = new RunningShop();
        var item = (await shop.HistoryAsync(User))[^2];
        using var first = await shop.SendAsync("/forget", Json(User, item));
        var id = JsonDocument.Parse(await first.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        await shop.WaitForAsync(id, "forgotten");
        using var again = await shop.SendAsync("/forget", Json(User, item));

        Assert.AreEqual(HttpStatusCode.Accepted, first.StatusCode);
        Assert.AreEqual(HttpStatusCode.OK, again.StatusCode);
        StringAssert.Contains(await again.Content.ReadAsStringAsync(), id);
        Assert.AreEqual(1, (int)(await shop.GetAsync("/status"))["requests"]!["forgotten"]!);
    }

    /// <summary>All items of all answers that this user can get.</summary>
    private static async Task<string[]> SeenAsync(RunningShop shop, string item, string neighbour) =>
    [
        .. await shop.HistoryAsync(User),
        .. await shop.PredictAsync($$"""{ "user": "{{User}}", "count": 100 }"""),
        .. await shop.PredictAsync($$"""{ "user": "{{User}}", "items": ["{{neighbour}}"], "count": 100 }"""),
        .. await shop.PredictAsync(
            $$"""{ "user": "{{User}}", "items": ["{{item}}", "{{neighbour}}"], "count": 100, "excludeSeen": false }"""),
        .. await shop.SimilarAsync($"{neighbour}?count=100&user={User}"),
    ];

    private static async Task NobodyHasAsync(RunningShop shop, string item, string other)
    {
        foreach (var user in (string[])[User, other])
        {
            Assert.DoesNotContain(item, await shop.HistoryAsync(user));
            Assert.DoesNotContain(item, await shop.PredictAsync($$"""{ "user": "{{user}}", "count": 100 }"""));
        }
        Assert.DoesNotContain(
            item, await shop.PredictAsync($$"""{ "items": ["{{item}}", "item001"], "count": 100, "excludeSeen": false }"""));
        using var similar = await shop.Client.GetAsync($"/similar/{item}");
        await Refusal.CheckAsync(similar, 404);
    }

    private static async Task<string> OwnerAsync(RunningShop shop, string item)
    {
        for (var number = 1; number <= 300; number++)
        {
            var user = $"user{number:D3}";
            if (user != User && (await shop.HistoryAsync(user)).Contains(item))
                return user;
        }
        throw new InvalidOperationException($"Nobody else has {item}.");
    }

    private static string Json(string user, string item) => $$"""{ "user": "{{user}}", "item": "{{item}}" }""";
}
