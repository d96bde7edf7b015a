using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving.Tests.Suppressing;

/// <summary>What is suppressed is out of every answer from then on.</summary>
[TestClass]
public sealed class SuppressionTests
{
    private static readonly string[] Thirty = [.. Enumerable.Range(1, 30).Select(i => $"i{i:D2}")];

    [TestMethod]
    public async Task A_users_item_is_out_of_that_users_answers_and_the_next_best_comes()
    {
        await using var service = Service("a", "b", "c", "d");

        service.Suppressed.Suppress("u", "b");

        Assert.AreEqual("c 2, d 1", await Ask(service, "u", 2, "a"));
        Assert.AreEqual("b 3, c 2", await Ask(service, "v", 2, "a"));
        Assert.AreEqual("b 3, c 2", await Ask(service, null, 2, "a"));
    }

    [TestMethod]
    public async Task Everyones_item_is_out_of_all_answers()
    {
        await using var service = Service("a", "b", "c", "d");

        service.Suppressed.Suppress("b");

        foreach (var user in (string?[])["u", null])
            Assert.AreEqual("c 2, d 1", await Ask(service, user, 2, "a"));
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(16)]
    [DataRow(25)]
    public async Task As_many_items_come_as_were_asked_for_however_many_are_held_back(int suppressed)
    {
        await using var service = Service(Thirty);
        foreach (var item in Thirty[..suppressed])
            service.Suppressed.Suppress(item);

        var answer = await service.RecommendAsync(new RecommendationRequest { Items = ["i30"], Count = 4 });

        Assert.AreEqual(string.Join(' ', Thirty[suppressed..(suppressed + 4)]), Texts.Ids(answer.Items));
    }

    [TestMethod]
    public async Task What_is_held_back_is_no_context_either()
    {
        using var model = TestModels.Network();
        await using var service = new RecommendationService(new ServingOptions { Model = TestModels.Network() });
        var without = model.Recommend([new RecommendationQuery { Items = ["item03"], ExcludedItems = ["item25"], Count = 30 }])[0];
        var with = model.Recommend([new RecommendationQuery { Items = ["item03", "item25"], Count = 30 }])[0];

        service.Suppressed.Suppress("u", "item25");
        var answer = await service.RecommendAsync(
            new RecommendationRequest { Items = ["item03", "item25"], User = "u", Count = 30, ExcludeSeen = true });

        Assert.AreNotEqual(Texts.Ids(with.Items), Texts.Ids(without.Items));
        Assert.AreEqual(Texts.Ids(without.Items), Texts.Ids(answer.Items));
        Assert.IsEmpty(answer.UnknownItems);
    }

    [TestMethod]
    public async Task It_is_in_no_list_of_similar_items_and_has_none_itself()
    {
        await using var service = new RecommendationService(new ServingOptions { Model = TestModels.Network() });
        var near = (await service.SimilarAsync("item07", 30)).Select(similar => similar.Item).ToArray();

        service.Suppressed.Suppress(near[0]);
        service.Suppressed.Suppress("u", near[1..20]);

        Assert.AreEqual(near[1], (await service.SimilarAsync("item07", 1))[0].Item);
        CollectionAssert.AreEqual(
            near[20..25], (await service.SimilarAsync("item07", 5, "u")).Select(similar => similar.Item).ToArray());
        await Assert.ThrowsExactlyAsync<UnknownItemException>(() => service.SimilarAsync(near[0]));
        await Assert.ThrowsExactlyAsync<UnknownItemException>(() => service.SimilarAsync(near[1], user: "u"));
        Assert.HasCount(3, await service.SimilarAsync(near[1], 3, "v"));
    }

    [TestMethod]
    public async Task It_stays_so_when_another_model_takes_over_and_ends_when_it_is_removed()
    {
        await using var service = Service("a", "b", "c");
        service.Suppressed.Suppress("u", "b");
        service.Suppressed.Suppress("c");

        await service.SwapAsync(TestModels.Popularity("b", "c", "a", "d"));

        Assert.AreEqual("d 1", await Ask(service, "u", 3, "a"));
        Assert.IsTrue(service.Suppressed.Remove("u", "b"));
        Assert.IsTrue(service.Suppressed.Remove("c"));
        Assert.IsFalse(service.Suppressed.Remove("c"));
        Assert.AreEqual("b 4, c 3, d 1", await Ask(service, "u", 3, "a"));
        Assert.AreEqual(0, service.Suppressed.Count);
    }

    [TestMethod]
    public async Task Another_text_for_the_same_number_is_no_way_around()
    {
        await using var service = new RecommendationService(new ServingOptions { Model = TestModels.Numbered() });
        service.Suppressed.Suppress("u", "7");

        var answer = await service.RecommendAsync(new RecommendationRequest { Items = ["007", "1"], User = "u", ExcludeSeen = false });

        CollectionAssert.AreEqual(new[] { "007" }, answer.UnknownItems.ToArray());
        await Assert.ThrowsExactlyAsync<UnknownItemException>(() => service.SimilarAsync("007", user: "u"));
        Assert.IsTrue(service.Knows("7") && !service.Knows("007"));
    }

    [TestMethod]
    public async Task An_item_of_several_keys_is_held_back_as_a_whole()
    {
        await using var service = new RecommendationService(new ServingOptions { Model = TestModels.Numbered("a", "b", "a", "c", "a") });

        service.Suppressed.Suppress("u", "a");

        Assert.AreEqual("c 1", await Ask(service, "u", 4, "b"));
    }

    [TestMethod]
    public async Task Many_are_removed_at_once()
    {
        await using var service = Service("a", "b", "c", "d");
        service.Suppressed.Suppress("u", ["b", "c"]);
        service.Suppressed.Suppress("d");

        Assert.AreEqual(2, service.Suppressed.Remove(
            [new Suppression("u", "b"), new Suppression("u", "b"), new Suppression("v", "c"), new Suppression(null, "d"), new Suppression(null, "c")]));

        Assert.AreEqual("b 3, d 1", await Ask(service, "u", 3, "a"));
        Assert.AreEqual(1, service.Suppressed.Count);
        Assert.ThrowsExactly<ArgumentNullException>(() => service.Suppressed.Remove([new Suppression("u", null!)]));
        Assert.ThrowsExactly<ArgumentNullException>(() => service.Suppressed.Remove([null!]));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task An_answer_under_way_comes_without_it(bool forEveryone)
    {
        await using var service = Service("a", "b", "c", "d");
        using var held = new HeldItems("a");
        var underWay = service.RecommendAsync(
            [new RecommendationRequest { Items = ["a"] }, new RecommendationRequest { Items = held, User = "u", Count = 2 }]);
        held.WaitForWorker();

        if (forEveryone)
            service.Suppressed.Suppress("b");
        else
            service.Suppressed.Suppress("u", "b");
        held.GoOn();

        var answers = await underWay;
        Assert.AreEqual("c 2, d 1", Texts.Of(answers[1].Items));
        Assert.AreEqual(forEveryone ? "c 2, d 1" : "b 3, c 2, d 1", Texts.Of(answers[0].Items));
    }

    [TestMethod]
    public async Task No_answer_that_is_still_to_come_has_it_under_load()
    {
        await using var service = new RecommendationService(new ServingOptions { Model = TestModels.Popularity(Thirty), Workers = 2 });
        var checkedAnswers = 0;
        for (var i = 0; i < 25; i++)
        {
            var item = Thirty[i];
            var calls = Enumerable.Range(0, 12)
                .Select(_ => service.RecommendAsync(new RecommendationRequest { Items = ["i30"], User = "u", Count = 3 })).ToArray();

            service.Suppressed.Suppress("u", item);

            var open = calls.Where(call => !call.IsCompleted).ToArray();
            foreach (var answer in await Task.WhenAll(open))
            {
                Assert.DoesNotContain(item, answer.Items.Select(recommended => recommended.Item));
                checkedAnswers++;
            }
            await Task.WhenAll(calls);
            Assert.AreEqual(string.Join(' ', Thirty[(i + 1)..Math.Min(i + 4, 29)]), Texts.Ids(
                (await service.RecommendAsync(new RecommendationRequest { Items = ["i30"], User = "u", Count = 3 })).Items));
        }
        Assert.IsGreaterThan(0, checkedAnswers);
    }

    private static RecommendationService Service(params string[] items) =>
        new(new ServingOptions { Model = TestModels.Popularity(items) });

    private static async Task<string> Ask(RecommendationService service, string? user, int count, params string[] items) => Texts.Of(
        (await service.RecommendAsync(new RecommendationRequest { Items = items, User = user, Count = count })).Items);
}
