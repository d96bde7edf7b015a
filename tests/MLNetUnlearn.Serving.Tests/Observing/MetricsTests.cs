namespace MLNetUnlearn.Serving.Tests.Observing;

/// <summary>What the meter tells.</summary>
[TestClass]
public sealed class MetricsTests
{
    [TestMethod]
    public async Task Requests_that_wait_are_scored_together_up_to_a_batch()
    {
        using var measured = new Measurements();
        await using var service = Service(measured);
        using var held = new HeldItems("a");
        var first = service.RecommendAsync(new RecommendationRequest { Items = held });
        held.WaitForWorker();
        var others = Enumerable.Range(0, 40).Select(_ => service.RecommendAsync(new RecommendationRequest { Items = ["a"] })).ToArray();
        measured.Observe();

        held.GoOn();
        await Task.WhenAll(others);
        await first;

        Assert.AreEqual("1, 16, 16, 8", measured.Of("batch.size"));
        Assert.AreEqual("40", measured.Of("queue.length"));
    }

    [TestMethod]
    public async Task Every_request_is_counted_by_what_became_of_it()
    {
        using var measured = new Measurements();
        await using var service = Service(measured, maximumQueue: 1);
        using var held = new HeldItems("a");
        using var givesUp = new CancellationTokenSource();
        using var bad = new HeldItems("a") { Failure = new InvalidOperationException("bad") };
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(
            () => service.RecommendAsync(new RecommendationRequest { Items = bad }));
        var first = service.RecommendAsync(new RecommendationRequest { Items = held });
        held.WaitForWorker();
        var second = service.RecommendAsync(new RecommendationRequest { Items = ["a"] }, givesUp.Token);
        Assert.ThrowsExactly<ServiceOverloadedException>(() => _ = service.RecommendAsync(new RecommendationRequest()));
        await givesUp.CancelAsync();
        held.GoOn();
        await first;
        await Assert.ThrowsExactlyAsync<TaskCanceledException>(() => second);
        await Eventually.IsTrue(() => measured.Of("requests").Split(", ").Length == 4, "four requests were not counted");
        await Eventually.IsTrue(() => measured.Of("request.duration").Length > 0, "no duration was measured");

        CollectionAssert.AreEquivalent(
            new[]
            {
                "1 operation=recommend outcome=failed", "1 operation=recommend outcome=refused",
                "1 operation=recommend outcome=answered", "1 operation=recommend outcome=cancelled",
            },
            measured.Of("requests").Split(", "));
        Assert.AreEqual("1 operation=recommend", measured.Of("request.duration"));
    }

    [TestMethod]
    public async Task Swaps_and_suppressions_are_counted()
    {
        using var measured = new Measurements();
        await using var service = Service(measured);

        await service.SwapAsync(TestModels.Popularity("a", "b"));
        await Assert.ThrowsExactlyAsync<ModelRejectedException>(() => service.SwapAsync("/no/such/file"));
        service.Suppressed.Suppress("u", ["a", "b"]);
        service.Suppressed.Suppress("u", "a");
        service.Suppressed.Suppress("c");
        service.Suppressed.Remove("u", "b");
        measured.Observe();

        Assert.AreEqual("1 outcome=done, 1 outcome=rejected", measured.Of("swaps"));
        Assert.AreEqual("2, 1", measured.Of("suppressions"));
        Assert.AreEqual("2", measured.Of("suppressed"));
    }

    private static RecommendationService Service(Measurements measured, int maximumQueue = 1024) => new(
        new ServingOptions { Model = TestModels.Popularity("a", "b", "c"), MaximumBatch = 16, MaximumQueue = maximumQueue },
        meters: measured);
}
