using System.Text.Json.Nodes;
using MLNetUnlearn.WebApi.Tests.Support;

namespace MLNetUnlearn.WebApi.Tests.Forgetting;

/// <summary>Whenever the process ends, what was promised is kept.</summary>
[TestClass]
public sealed class RestartTests
{
    private const string User = "user007";

    [TestMethod]
    public async Task Half_a_line_of_the_journal_is_passed_over()
    {
        using var shop = new RunningShop(RunningShop.NeverUnlearns);
        var item = (await shop.HistoryAsync(User))[0];
        var id = await ForgetAsync(shop, item);
        shop.Stop();
        await File.AppendAllTextAsync(shop.File("requests.jsonl"), """{"asked":{"id":"torn","us""");

        shop.Start();

        Assert.AreEqual("suppressed", (string)(await shop.GetAsync($"/status/{id}"))["state"]!);
        Assert.DoesNotContain(item, await shop.HistoryAsync(User));
        var next = await ForgetAsync(shop, (await shop.HistoryAsync(User))[0]);
        shop.Stop();
        shop.Start();
        Assert.AreEqual(2, (int)(await shop.GetAsync("/status"))["requests"]!["suppressed"]!);
        Assert.AreEqual("suppressed", (string)(await shop.GetAsync($"/status/{next}"))["state"]!);
    }

    /// <summary>
    /// The journal is what counts: killed right after it was written, the shop clears the log and the old model at the next start.
    /// </summary>
    [TestMethod]
    public async Task A_process_that_ended_after_the_journal_is_tidied_up_after()
    {
        using var shop = new RunningShop();
        var item = (await shop.HistoryAsync(User))[^2];
        var histories = await File.ReadAllTextAsync(shop.File("histories.jsonl"));
        var model = await File.ReadAllBytesAsync(shop.File("model-0001.mlnu"));
        await shop.WaitForAsync(await ForgetAsync(shop, item), "forgotten");
        shop.Stop();
        var cleared = await File.ReadAllTextAsync(shop.File("histories.jsonl"));
        Assert.AreNotEqual(histories, cleared);
        await File.WriteAllTextAsync(shop.File("histories.jsonl"), histories);
        await File.WriteAllBytesAsync(shop.File("model-0001.mlnu"), model);

        shop.Start();

        Assert.DoesNotContain(item, await shop.HistoryAsync(User));
        Assert.AreEqual(cleared, await File.ReadAllTextAsync(shop.File("histories.jsonl")));
        Assert.IsFalse(File.Exists(shop.File("model-0001.mlnu")));
        Assert.AreEqual(2, (int)(await shop.GetAsync("/status"))["model"]!["version"]!);
    }

    /// <summary>Killed before it, the shop begins the batch anew; the file that was left is written over.</summary>
    [TestMethod]
    public async Task A_process_that_ended_before_the_journal_begins_anew()
    {
        using var shop = new RunningShop(RunningShop.NeverUnlearns);
        var id = await ForgetAsync(shop, (await shop.HistoryAsync(User))[^2]);
        shop.Stop();
        await File.WriteAllTextAsync(shop.File("model-0002.mlnu"), "half a model");

        shop.Start(("Shop:ForgetDelay", "00:00:00"));

        Assert.AreEqual(2, (int)(await shop.WaitForAsync(id, "forgotten"))["modelVersion"]!);
    }

    [TestMethod]
    public async Task A_failure_is_told_and_tried_again_and_the_item_stays_hidden()
    {
        using var shop = new RunningShop();
        Directory.CreateDirectory(shop.File("model-0002.mlnu")); // where the next model is to be
        var item = (await shop.HistoryAsync(User))[^2];

        var id = await ForgetAsync(shop, item);

        var failed = await shop.WaitForAsync(id, "failed");
        Assert.IsGreaterThan(0, (int)failed["failures"]!);
        Assert.DoesNotContain(item, await shop.HistoryAsync(User));
        Assert.AreEqual(1, (int)(await shop.GetAsync("/status"))["model"]!["version"]!);
        Directory.Delete(shop.File("model-0002.mlnu"));
        Assert.AreEqual(2, (int)(await shop.WaitForAsync(id, "forgotten"))["modelVersion"]!);
    }

    [TestMethod]
    public async Task Old_models_are_erased_and_the_new_one_has_its_hash_in_the_status()
    {
        using var shop = new RunningShop();
        var before = Model(await shop.GetAsync("/status"));

        await shop.WaitForAsync(await ForgetAsync(shop, (await shop.HistoryAsync(User))[^2]), "forgotten");
        await shop.WaitForAsync(await ForgetAsync(shop, (await shop.HistoryAsync(User))[^2]), "forgotten");

        var after = await shop.GetAsync("/status");
        Assert.AreEqual(3, (int)after["model"]!["version"]!);
        Assert.AreNotEqual(before, Model(after));
        shop.Stop();
        Assert.AreSequenceEqual(
            (string[])["histories.jsonl", "model-0003.mlnu", "origin.json", "requests.jsonl", "requests.jsonl.lock"],
            Directory.GetFiles(shop.File("")).Select(file => Path.GetFileName(file)).Order().ToArray());
        var hash = System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(shop.File("model-0003.mlnu")));
        Assert.AreEqual(Convert.ToHexStringLower(hash), Model(after));
    }

    [TestMethod]
    public async Task Too_many_waiting_requests_are_refused_and_not_taken()
    {
        using var shop = new RunningShop(RunningShop.NeverUnlearns, ("Shop:MaximumPending", "1"));
        var history = await shop.HistoryAsync(User);
        await ForgetAsync(shop, history[0]);

        using var refused = await shop.SendAsync("/forget", $$"""{ "user": "{{User}}", "item": "{{history[1]}}" }""");

        await Refusal.CheckAsync(refused, 503);
        Assert.AreEqual("1", refused.Headers.GetValues("Retry-After").Single());
        Assert.Contains(history[1], await shop.HistoryAsync(User));
    }

    /// <summary>
    /// An item that was only ever the first is no training pair, and one of the latest two was held out: the model stands, and the log is
    /// without it.
    /// </summary>
    [TestMethod]
    [DataRow(1, true)]
    [DataRow(1, false)]
    [DataRow(2, false)]
    public async Task What_the_model_was_not_taught_needs_no_new_model(int place, bool isFromTheFirst)
    {
        using var shop = new RunningShop();
        var history = await shop.HistoryAsync(User); // the latest first
        var item = isFromTheFirst ? history[^place] : history[place - 1];
        Assert.AreEqual(1, history.Count(one => one == item));

        var status = await shop.WaitForAsync(await ForgetAsync(shop, item), "forgotten");

        Assert.AreEqual(1, (int)status["modelVersion"]!);
        var last = (await shop.GetAsync("/status"))["lastUnlearning"]!.AsObject();
        Assert.IsFalse(last.ContainsKey("method"));
        Assert.AreEqual(0, (int)last["pairs"]!);
        Assert.AreEqual(1, (int)last["interactions"]!);
        Assert.DoesNotContain(item, await shop.HistoryAsync(User));
        shop.Stop();
        Assert.DoesNotContain($"\"{item}\"", await LineOfUserAsync(shop));
    }

    /// <summary>What was held out of one who asks stays so: the next model was not taught it either.</summary>
    [TestMethod]
    public async Task The_other_held_out_items_of_one_who_asks_stay_held_out()
    {
        using var shop = new RunningShop();
        var history = await shop.HistoryAsync(User);
        await shop.WaitForAsync(await ForgetAsync(shop, history[^2]), "forgotten");
        Assert.AreEqual(1, (int)(await shop.GetAsync("/status"))["lastUnlearning"]!["pairs"]!);

        var status = await shop.WaitForAsync(await ForgetAsync(shop, history[0]), "forgotten");

        Assert.AreEqual(2, (int)status["modelVersion"]!);
        Assert.AreEqual(0, (int)(await shop.GetAsync("/status"))["lastUnlearning"]!["pairs"]!);
    }

    private static Task<string> ForgetAsync(RunningShop shop, string item) =>
        shop.ForgetAsync($$"""{ "user": "{{User}}", "item": "{{item}}" }""");

    private static async Task<string> LineOfUserAsync(RunningShop shop) =>
        (await File.ReadAllLinesAsync(shop.File("histories.jsonl"))).Single(line => line.Contains(User, StringComparison.Ordinal));

    private static string Model(JsonNode status) => (string)status["model"]!["sha256"]!;
}
