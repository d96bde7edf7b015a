using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving.Tests.Batching;

/// <summary>What the service answers, and when it takes no requests.</summary>
[TestClass]
public sealed class RecommendationTests
{
    [TestMethod]
    public async Task The_best_items_come_that_the_user_has_not()
    {
        await using var service = Service();

        var answer = await service.RecommendAsync(new RecommendationRequest { Items = ["b", "x", "x"], Count = 2 });

        Assert.AreEqual("a 5, c 3", Texts.Of(answer.Items));
        CollectionAssert.AreEqual(new[] { "x" }, answer.UnknownItems.ToArray());
        Assert.AreEqual(1, answer.ModelVersion);
    }

    [TestMethod]
    public async Task Seen_items_come_when_they_are_not_to_be_left_out()
    {
        await using var service = Service();

        var answer = await service.RecommendAsync(new RecommendationRequest { Items = ["b"], Count = 2, ExcludeSeen = false });

        Assert.AreEqual("a 5, b 4", Texts.Of(answer.Items));
    }

    [TestMethod]
    public async Task Without_an_item_that_the_model_knows_nothing_is_recommended()
    {
        await using var service = Service();

        var answers = await service.RecommendAsync([new RecommendationRequest(), new RecommendationRequest { Items = ["y"] }]);

        Assert.IsEmpty(answers[0].Items);
        Assert.IsEmpty(answers[1].Items);
        CollectionAssert.AreEqual(new[] { "y" }, answers[1].UnknownItems.ToArray());
    }

    [TestMethod]
    public async Task Many_requests_are_answered_in_their_order()
    {
        await using var service = Service();

        var answers = await service.RecommendAsync(
            [new RecommendationRequest { Items = ["a"], Count = 1 }, new RecommendationRequest { Items = ["e", "c"], Count = 3 }]);

        CollectionAssert.AreEqual(new[] { "b 4", "a 5, b 4, d 2" }, answers.Select(answer => Texts.Of(answer.Items)).ToArray());
        Assert.IsEmpty(await service.RecommendAsync(Array.Empty<RecommendationRequest>()));
    }

    [TestMethod]
    public async Task What_is_wrong_with_requests_is_said_all_at_once()
    {
        await using var service = Service(maximumQueue: 3);

        var one = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _ = service.RecommendAsync(new RecommendationRequest { Count = 1001, Items = ["a", null!] }));
        var many = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ = service.RecommendAsync(
            [new RecommendationRequest { Count = 0 }, null!, new RecommendationRequest { Items = null! }, new RecommendationRequest()]));
        var similar = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ = service.SimilarAsync("a", 0));

        Assert.AreEqual(
            "RecommendationRequest: request.Count is 1001; it must be 1 to 1000. "
            + "request.Items is 'with null in it'; it must be a list of texts without null. (Parameter 'request')", one.Message);
        Assert.AreEqual(
            "RecommendationRequest: requests.Count is 4; it must be 0 to 3. requests[0].Count is 0; it must be 1 to 1000. "
            + "requests[1] is null; it must be a request. requests[2].Items is null; it must be a list of texts without null. "
            + "(Parameter 'requests')", many.Message);
        Assert.AreEqual("SimilarAsync: count is 0; it must be 1 to 1000. (Parameter 'count')", similar.Message);
    }

    [TestMethod]
    public async Task A_full_queue_takes_no_more_and_loses_none()
    {
        await using var service = Service(maximumQueue: 2);
        using var held = new HeldItems("a");
        var underWay = service.RecommendAsync(new RecommendationRequest { Items = held });
        held.WaitForWorker();
        var waiting = service.RecommendAsync([new RecommendationRequest { Items = ["a"] }, new RecommendationRequest { Items = ["b"] }]);

        var refused = Assert.ThrowsExactly<ServiceOverloadedException>(
            () => _ = service.RecommendAsync(new RecommendationRequest { Items = ["a"] }));

        Assert.AreEqual("The queue is full: at most 2 requests may wait. Try again later.", refused.Message);
        Assert.AreEqual(2, service.QueueLength);
        held.GoOn();
        await underWay;
        Assert.AreEqual("a 5", Texts.Of((await waiting)[1].Items.Take(1).ToArray()));
        Assert.AreEqual(0, service.QueueLength);
    }

    [TestMethod]
    public async Task A_refused_request_leaves_nothing_with_its_token()
    {
        await using var service = Service(maximumQueue: 1);
        using var token = new CancellationTokenSource();
        var refused = new RecommendationRequest();
        using var held = new HeldItems("a");
        var underWay = service.RecommendAsync(new RecommendationRequest { Items = held });
        held.WaitForWorker();
        var waiting = service.RecommendAsync(new RecommendationRequest { Items = ["a"] });
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < 20_000; i++)
            Assert.ThrowsExactly<ServiceOverloadedException>(() => _ = service.RecommendAsync(refused, token.Token));

        Assert.IsLessThan(1_000_000, GC.GetTotalMemory(forceFullCollection: true) - before); // 50 bytes each
        held.GoOn();
        await underWay;
        await waiting;
    }

    [TestMethod]
    public async Task A_list_of_requests_may_change_once_it_is_handed_over()
    {
        await using var service = Service();
        using var held = new HeldItems("a");
        var underWay = service.RecommendAsync(new RecommendationRequest { Items = held });
        held.WaitForWorker();
        List<RecommendationRequest> list = [new() { Items = ["a"], Count = 1 }];
        var waiting = service.RecommendAsync(list);

        list.Clear();
        held.GoOn();

        Assert.AreEqual("b 4", Texts.Of((await waiting)[0].Items));
        Assert.AreEqual(0, service.QueueLength);
        await underWay;
    }

    [TestMethod]
    public async Task Who_gives_up_waits_no_longer()
    {
        await using var service = Service();
        using var held = new HeldItems("a");
        using var givesUp = new CancellationTokenSource();
        var underWay = service.RecommendAsync(new RecommendationRequest { Items = held });
        held.WaitForWorker();
        var waiting = service.RecommendAsync(new RecommendationRequest { Items = ["a"] }, givesUp.Token);

        await givesUp.CancelAsync();

        await Assert.ThrowsExactlyAsync<TaskCanceledException>(() => waiting);
        held.GoOn();
        await underWay;
    }

    [TestMethod]
    public async Task A_request_that_fails_does_not_take_those_beside_it_along()
    {
        await using var service = Service();
        using var held = new HeldItems("a");
        using var bad = new HeldItems("a") { Failure = new InvalidOperationException("bad items") };
        var first = service.RecommendAsync(new RecommendationRequest { Items = held });
        held.WaitForWorker();
        var beside = service.RecommendAsync(new RecommendationRequest { Items = ["a"], Count = 1 });
        var failing = service.RecommendAsync(new RecommendationRequest { Items = bad });

        held.GoOn();

        Assert.AreEqual("b 4", Texts.Of((await beside).Items));
        Assert.AreEqual("bad items", (await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => failing)).Message);
        await first;
    }

    [TestMethod]
    public async Task A_service_that_ends_answers_who_waits_and_takes_no_more()
    {
        var service = Service();
        using var held = new HeldItems("a");
        var underWay = service.RecommendAsync(new RecommendationRequest { Items = held });
        held.WaitForWorker();
        var waiting = service.RecommendAsync(new RecommendationRequest { Items = ["a"], Count = 1 });

        var end = service.DisposeAsync();
        Assert.ThrowsExactly<ObjectDisposedException>(() => _ = service.RecommendAsync(new RecommendationRequest()));
        held.GoOn();
        await end;

        Assert.AreEqual("b 4", Texts.Of((await waiting).Items));
        await underWay;
        await Assert.ThrowsExactlyAsync<ObjectDisposedException>(() => service.SwapAsync(TestModels.Popularity("a", "b")));
        Assert.ThrowsExactly<ObjectDisposedException>(() => service.Suppressed.Suppress("a"));
        Assert.ThrowsExactly<ObjectDisposedException>(() => _ = service.SimilarAsync("a"));
    }

    [TestMethod]
    public async Task Items_like_an_item_are_the_models()
    {
        using var model = TestModels.Network();
        await using var service = new RecommendationService(new ServingOptions { Model = TestModels.Network() });

        var similar = await service.SimilarAsync("item07", 5);

        CollectionAssert.AreEqual(model.SimilarItems("item07", 5).ToArray(), similar.ToArray());
        var unknown = await Assert.ThrowsExactlyAsync<UnknownItemException>(() => service.SimilarAsync("item99"));
        Assert.AreEqual("There is no item 'item99'.", unknown.Message);
    }

    [TestMethod]
    public async Task Items_like_an_item_are_prepared_once_for_a_model_that_serves()
    {
        var model = TestModels.Network();
        await using var service = new RecommendationService(new ServingOptions { Model = model });
        var before = await service.SimilarAsync("item07", 5);

        Flatten(model); // no caller should; so it shows what is asked anew

        CollectionAssert.AreEqual(before.ToArray(), (await service.SimilarAsync("item07", 5)).ToArray());
        Assert.IsEmpty(model.SimilarItems("item07", 5));
    }

    [TestMethod]
    public async Task A_model_without_embeddings_knows_no_items_like_an_item()
    {
        await using var service = Service();

        var none = await Assert.ThrowsExactlyAsync<NotSupportedException>(() => service.SimilarAsync("a"));

        Assert.AreEqual("A model Popularity has no embeddings to compare items by.", none.Message);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public async Task Many_callers_get_what_each_would_get_alone(int workers)
    {
        using var model = TestModels.Network();
        var items = model.AllItems();
        var requests = Enumerable.Range(0, 60).Select(i => new RecommendationRequest
        {
            Items = [.. Enumerable.Range(0, 1 + (i % 9)).Select(j => items[((7 * i) + (11 * j)) % items.Count])],
            Count = 1 + (i % 7),
            ExcludeSeen = i % 3 != 0,
        }).ToArray();
        var alone = Array.ConvertAll(requests, request => model.Recommend(
            [new RecommendationQuery { Items = request.Items, Count = request.Count, ExcludeSeen = request.ExcludeSeen }])[0]);
        await using var service = new RecommendationService(
            new ServingOptions { Model = TestModels.Network(), Workers = workers, MaximumBatch = 8 });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < requests.Length; i++)
            {
                var place = (i + (7 * caller)) % requests.Length;
                var answer = await service.RecommendAsync(requests[place]);
                Assert.AreEqual(Texts.Ids(alone[place].Items), Texts.Ids(answer.Items));
                for (var k = 0; k < answer.Items.Count; k++)
                    Assert.AreEqual(alone[place].Items[k].Score, answer.Items[k].Score, 1e-4f);
            }
        })));
    }

    // Rows of zeros are like none.
    private static void Flatten(SequentialRecommenderTransformer model) => Weights.Set(
        model.Module.ItemEmbedding.weight!, new float[model.Module.ItemEmbedding.weight!.numel()]);

    private static RecommendationService Service(int maximumQueue = 1024) => new(
        new ServingOptions { Model = TestModels.Popularity("a", "b", "c", "d", "e"), MaximumQueue = maximumQueue });
}
