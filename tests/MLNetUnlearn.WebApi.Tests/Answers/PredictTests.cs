using System.Text.Json.Nodes;
using MLNetUnlearn.WebApi.Tests.Support;

namespace MLNetUnlearn.WebApi.Tests.Answers;

/// <summary>What is recommended, and to whom.</summary>
[TestClass]
public sealed class PredictTests
{
    [TestMethod]
    public async Task A_user_is_recommended_titled_items_that_they_do_not_have()
    {
        using var shop = new RunningShop();
        var history = await shop.HistoryAsync("user007");

        var answer = await shop.PostAsync("/predict", """{ "user": "user007", "count": 7 }""");

        var items = answer["recommendations"]!.AsArray();
        Assert.HasCount(7, items);
        Assert.IsEmpty(items.Select(item => (string)item!["item"]!).Intersect(history));
        foreach (var item in items)
        {
            Assert.MatchesRegex("^item[0-9]{3}$", (string)item!["item"]!);
            Assert.MatchesRegex("^The [A-Z][a-z]+ [A-Z][a-z]+, part [0-9]+$", (string)item["title"]!);
        }
        var scores = items.Select(item => (float)item!["score"]!).ToArray();
        Assert.AreSequenceEqual(scores.OrderDescending().ToArray(), scores);
    }

    /// <summary>The ring that is planted: after part 3 comes part 4, and what is asked with a history is asked with its items.</summary>
    [TestMethod]
    public async Task Items_without_a_user_are_a_context_too()
    {
        using var shop = new RunningShop();
        var history = await shop.HistoryAsync("user007");
        var items = new JsonArray([.. history.Reverse().Select(item => JsonValue.Create(item))]).ToJsonString();

        Assert.AreSequenceEqual(
            await shop.PredictAsync("""{ "user": "user007" }"""), await shop.PredictAsync($$"""{ "items": {{items}} }"""));
        Assert.HasCount(10, await shop.PredictAsync("""{ "items": ["item003"] }"""));
        Assert.HasCount(100, await shop.PredictAsync("""{ "items": ["item003"], "count": 100 }"""));
    }

    [TestMethod]
    public async Task What_was_seen_is_left_out_unless_it_is_asked_for()
    {
        using var shop = new RunningShop();

        Assert.DoesNotContain("item003", await shop.PredictAsync("""{ "items": ["item003"], "count": 100 }"""));
        var all = await Task.WhenAll(Enumerable.Range(1, 6).Select(item => shop.PredictAsync(
            $$"""{ "items": ["item00{{item}}", "item00{{item + 1}}"], "count": 100, "excludeSeen": false }""")));
        Assert.IsTrue(all.Select((items, place) => items.Contains($"item00{place + 1}")).Any(seen => seen));
    }

    [TestMethod]
    public async Task Items_that_the_model_does_not_know_are_passed_over()
    {
        using var shop = new RunningShop();

        Assert.AreSequenceEqual(
            await shop.PredictAsync("""{ "items": ["item003"] }"""), await shop.PredictAsync("""{ "items": ["<b>new</b>", "item003"] }"""));
        Assert.IsEmpty(await shop.PredictAsync("""{ "items": ["new"] }"""));
    }

    [TestMethod]
    public async Task Similar_items_come_with_titles_best_first()
    {
        using var shop = new RunningShop();

        var answer = await shop.GetAsync("/similar/item003?count=5");

        Assert.AreEqual("The Silver Harbour, part 3", (string)answer["title"]!);
        var similar = answer["similar"]!.AsArray();
        Assert.HasCount(5, similar);
        Assert.DoesNotContain("item003", similar.Select(item => (string)item!["item"]!));
        var similarities = similar.Select(item => (float)item!["similarity"]!).ToArray();
        Assert.AreSequenceEqual(similarities.OrderDescending().ToArray(), similarities);
        Assert.IsTrue(similarities.All(similarity => similarity is > -1.001f and < 1.001f));
    }

    [TestMethod]
    public async Task Users_are_found_by_a_part_of_their_id()
    {
        using var shop = new RunningShop();

        var all = await shop.GetAsync("/users");
        var some = await shop.GetAsync("/users?search=R01&count=3");

        Assert.AreEqual(300, (int)all["total"]!);
        Assert.HasCount(20, all["users"]!.AsArray());
        Assert.AreEqual(10, (int)some["total"]!); // user010 to user019
        Assert.AreSequenceEqual(
            (string[])["user010", "user011", "user012"], some["users"]!.AsArray().Select(user => (string)user!["user"]!).ToArray());
        Assert.AreEqual((await shop.HistoryAsync("user010")).Length, (int)some["users"]![0]!["items"]!);
    }
}
