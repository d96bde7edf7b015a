using MLNetUnlearn.WebApi.Tests.Support;

namespace MLNetUnlearn.WebApi.Tests.Forgetting;

/// <summary>What the background worker does about many requests, and about those that fail.</summary>
[TestClass]
public sealed class WorkerTests
{
    private const string User = "user007";

    /// <summary>Requests that keep coming do not put the first one off.</summary>
    [TestMethod]
    public async Task The_first_request_waits_no_longer_than_the_delay()
    {
        using var shop = new RunningShop(("Shop:ForgetDelay", "00:00:00.3"));
        var first = await ForgetAsync(shop, User, (await shop.HistoryAsync(User))[0]);

        var state = "suppressed";
        for (var other = 20; other < 80 && state == "suppressed"; other++)
        {
            var user = $"user{other:D3}";
            await ForgetAsync(shop, user, (await shop.HistoryAsync(user))[0]);
            await Task.Delay(50);
            state = (string)(await shop.GetAsync($"/status/{first}"))["state"]!;
        }

        Assert.AreNotEqual("suppressed", state);
    }

    /// <summary>Nobody can send a request of a user without a name; it stands for any that cannot be unlearned.</summary>
    [TestMethod]
    public async Task A_request_that_always_fails_does_not_hold_up_the_others()
    {
        using var shop = new RunningShop(RunningShop.NeverUnlearns);
        var history = await shop.HistoryAsync(User);
        string[] ids = [await ForgetAsync(shop, User, history[0]), await ForgetAsync(shop, User, history[^2])];
        shop.Stop();
        await File.AppendAllTextAsync(
            shop.File("requests.jsonl"),
            """{"asked":{"id":"poison","user":"","item":"item001","at":"2020-01-01T00:00:00+00:00"}}""" + "\n");

        shop.Start(("Shop:ForgetDelay", "00:00:00"), ("Shop:RetryDelay", "00:00:00.001"));

        foreach (var id in ids)
            await shop.WaitForAsync(id, "forgotten");
        var poison = await shop.GetAsync("/status/poison");
        Assert.IsGreaterThan(1, (int)poison["failures"]!);
        await shop.WaitForAsync(await ForgetAsync(shop, User, history[1]), "forgotten"); // also what comes afterwards
    }

    /// <summary>What is forgotten stays forgotten where the log cannot be written; it is cleared as soon as it can.</summary>
    [TestMethod]
    public async Task A_log_that_cannot_be_cleared_is_cleared_later()
    {
        using var shop = new RunningShop();
        var item = (await shop.HistoryAsync(User))[^2];
        var before = await File.ReadAllTextAsync(shop.File("histories.jsonl"));
        Directory.CreateDirectory(shop.File("histories.jsonl.new")); // where it is written first

        var id = await ForgetAsync(shop, User, item);
        await shop.WaitForAsync(id, "forgotten");
        await Task.Delay(100);

        var status = await shop.GetAsync($"/status/{id}");
        Assert.AreEqual("forgotten", (string)status["state"]!);
        Assert.AreEqual(0, (int)status["failures"]!);
        Assert.AreEqual(before, await File.ReadAllTextAsync(shop.File("histories.jsonl")));
        Directory.Delete(shop.File("histories.jsonl.new"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (before == await File.ReadAllTextAsync(shop.File("histories.jsonl"), patience.Token)
            || File.Exists(shop.File("model-0001.mlnu")))
        {
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>The model may recommend an item that nobody has any more.</summary>
    [TestMethod]
    public async Task An_item_that_only_the_model_knows_can_be_forgotten_for_everyone()
    {
        using var shop = new RunningShop();
        var item = (await shop.HistoryAsync(User))[^2];
        shop.Stop();
        var log = await File.ReadAllTextAsync(shop.File("histories.jsonl"));
        await File.WriteAllTextAsync(
            shop.File("histories.jsonl"), log.Replace($"\"{item}\",", "").Replace($",\"{item}\"", "").Replace($"\"{item}\"", ""));
        shop.Start();
        Assert.HasCount(1, await shop.SimilarAsync($"{item}?count=1"));

        await shop.WaitForAsync(await shop.ForgetAsync($$"""{ "item": "{{item}}", "everyone": true }"""), "forgotten");

        using var similar = await shop.Client.GetAsync($"/similar/{item}");
        await Refusal.CheckAsync(similar, 404);
    }

    /// <summary>Where nothing would be left to train on there is no other model: what was asked for stays hidden.</summary>
    [TestMethod]
    public async Task Where_nothing_would_remain_the_items_stay_hidden()
    {
        using var shop = new RunningShop();
        shop.Stop();
        await File.WriteAllTextAsync(
            shop.File("histories.jsonl"), """{"user":"user007","taught":["item001","item002"],"heldOut":["item003","item004"]}""" + "\n");
        shop.Start();

        var id = await ForgetAsync(shop, User, "item002");

        await shop.WaitForAsync(id, "failed");
        Assert.AreSequenceEqual((string[])["item004", "item003", "item001"], await shop.HistoryAsync(User));
    }

    private static Task<string> ForgetAsync(RunningShop shop, string user, string item) =>
        shop.ForgetAsync($$"""{ "user": "{{user}}", "item": "{{item}}" }""");
}
