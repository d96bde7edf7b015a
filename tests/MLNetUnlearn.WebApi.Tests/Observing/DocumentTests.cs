using System.Net;
using MLNetUnlearn.WebApi.Tests.Support;

namespace MLNetUnlearn.WebApi.Tests.Observing;

/// <summary>What a client, a probe, a collector and a browser find.</summary>
[TestClass]
public sealed class DocumentTests
{
    private static RunningShop _shop = null!;

    [ClassInitialize]
    public static void Start(TestContext context) => _shop = new RunningShop();

    [ClassCleanup]
    public static void Stop() => _shop.Dispose();

    [TestMethod]
    [DataRow("/predict", "post", "200 400 404 413 415 500 503")]
    [DataRow("/similar/{item}", "get", "200 400 404 500 503")]
    [DataRow("/forget", "post", "200 202 400 404 413 415 500 503")]
    [DataRow("/status", "get", "200 500")]
    [DataRow("/status/{id}", "get", "200 404 500")]
    [DataRow("/users", "get", "200 400 500")]
    [DataRow("/users/{id}", "get", "200 400 404 500")]
    public async Task The_OpenAPI_document_has_every_endpoint_with_its_answers(string path, string method, string statuses)
    {
        var document = await _shop.GetAsync("/openapi/v1.json");

        var operation = document["paths"]![path]![method]!.AsObject();
        Assert.AreEqual(statuses, string.Join(' ', operation["responses"]!.AsObject().Select(response => response.Key).Order()));
        Assert.IsNotEmpty((string)operation["summary"]!);
        if (method == "post")
            Assert.AreEqual("application/json", operation["requestBody"]!["content"]!.AsObject().Single().Key);
    }

    [TestMethod]
    public async Task The_OpenAPI_document_has_nothing_else_and_says_what_parameters_are()
    {
        var document = await _shop.GetAsync("/openapi/v1.json");

        Assert.HasCount(7, document["paths"]!.AsObject());
        var parameters = document["paths"]!["/similar/{item}"]!["get"]!["parameters"]!.AsArray();
        Assert.AreSequenceEqual((string[])["item", "user", "count"], parameters.Select(one => (string)one!["name"]!).ToArray());
        Assert.AreSequenceEqual(
            (string[])["user", "items", "count", "excludeSeen"],
            document["components"]!["schemas"]!["PredictRequest"]!["properties"]!.AsObject().Select(one => one.Key).ToArray());
    }

    [TestMethod]
    public async Task It_is_healthy() => Assert.AreEqual("Healthy", await _shop.Client.GetStringAsync("/health"));

    [TestMethod]
    public async Task Metrics_tell_of_requests_and_of_forgetting()
    {
        await _shop.PredictAsync("""{ "user": "user007" }""");
        var item = (await _shop.HistoryAsync("user008"))[^2];
        await _shop.WaitForAsync(await _shop.ForgetAsync($$"""{ "user": "user008", "item": "{{item}}" }"""), "forgotten");

        var metrics = await WaitForAsync("forget_requests_done");

        Assert.MatchesRegex("""(?m)^http_server_request_duration_seconds_count\{[^}]*http_route="/predict"[^}]*\} [1-9]""", metrics);
        Assert.MatchesRegex("""(?m)^mlnetunlearn_serving_requests[a-z_]*\{[^}]*outcome="answered"[^}]*\} [1-9]""", metrics);
        Assert.MatchesRegex("""(?m)^forget_requests_done[a-z_]*(\{[^}]*\})? 1 ?""", metrics);
        Assert.MatchesRegex("""(?m)^model_version(\{[^}]*\})? 2 ?""", metrics);
        Assert.DoesNotContain("user008", metrics);
    }

    /// <summary>The metrics, as soon as there is such a one: it is told a moment after the request is done.</summary>
    private static async Task<string> WaitForAsync(string metric)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var metrics = await _shop.Client.GetStringAsync("/metrics", patience.Token);
            if (metrics.Contains(metric, StringComparison.Ordinal))
                return metrics;
            await Task.Delay(10, patience.Token);
        }
    }

    [TestMethod]
    public async Task The_page_may_run_and_load_what_is_here_alone()
    {
        using var page = await _shop.Client.GetAsync("/");

        Assert.AreEqual("text/html", page.Content.Headers.ContentType!.MediaType);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        StringAssert.StartsWith(policy, "default-src 'none'; script-src 'self'; style-src 'self'");
        Assert.DoesNotContain("unsafe", policy);
        Assert.AreEqual("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.IsTrue(page.Headers.CacheControl!.NoStore);
        foreach (var file in (string[])["app.js", "app.css", "favicon.svg"])
        {
            using var loaded = await _shop.Client.GetAsync(file);
            Assert.AreEqual(HttpStatusCode.OK, loaded.StatusCode, file);
            Assert.AreEqual("nosniff", loaded.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }
}
