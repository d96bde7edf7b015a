using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MLNetUnlearn.WebApi.Tests.Support;

namespace MLNetUnlearn.WebApi.Tests.Forgetting;

/// <summary>Answers that are made while someone asks to forget.</summary>
[TestClass]
public sealed class UnderWayTests
{
    private const string User = "user007";

    /// <summary>
    /// The answer has looked at what is suppressed and is not written yet: it may have the item, and so the answer to /forget comes after
    /// it.
    /// </summary>
    [TestMethod]
    [DataRow("/users")]
    [DataRow("/similar")]
    [DataRow("/predict")]
    public async Task The_answer_to_forget_waits_for_answers_that_were_begun_before_it(string path)
    {
        var held = new Held(path);
        using var shop = new RunningShop(
            builder => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(held)), RunningShop.NeverUnlearns);
        var answering = path switch
        {
            "/predict" => shop.PredictAsync($$"""{ "user": "{{User}}" }"""),
            "/similar" => shop.SimilarAsync($"item001?user={User}"),
            _ => shop.HistoryAsync(User),
        };
        await held.Reached.Task;

        // An item of the user's, whichever; its history cannot be asked for without being held.
        var line = (await File.ReadAllTextAsync(shop.File("histories.jsonl"))).Split('\n').Single(text => text.Contains(User));
        var item = (string)System.Text.Json.Nodes.JsonNode.Parse(line)!["taught"]![1]!;
        var forgetting = shop.ForgetAsync($$"""{ "user": "{{User}}", "item": "{{item}}" }""");
        await Task.WhenAny(forgetting, Task.Delay(300));

        Assert.IsFalse(forgetting.IsCompleted);
        Assert.IsFalse(answering.IsCompleted);
        held.Release.SetResult();
        Assert.IsNotEmpty(await answering);
        Assert.IsNotEmpty(await forgetting);
    }

    /// <summary>Whoever does not take an answer does not keep others from forgetting.</summary>
    [TestMethod]
    public async Task The_answer_to_forget_waits_5_seconds_at_most()
    {
        var held = new Held("/users");
        using var shop = new RunningShop(
            builder => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(held)), RunningShop.NeverUnlearns);
        var answering = shop.HistoryAsync(User);
        await held.Reached.Task;
        var clock = Stopwatch.StartNew();

        await shop.ForgetAsync("""{ "item": "item001", "everyone": true }""");

        Assert.IsGreaterThan(4.9, clock.Elapsed.TotalSeconds);
        Assert.IsFalse(answering.IsCompleted);
        held.Release.SetResult();
        await answering;
    }

    /// <summary>Many ask at a time while the model is swapped and unlearned: no answer to what is sent afterwards has the item.</summary>
    [TestMethod]
    public async Task Under_load_with_swaps_the_item_is_in_no_answer_to_what_is_sent_afterwards()
    {
        using var shop = new RunningShop(("Shop:AllowSwap", "true"));
        var item = (await shop.HistoryAsync(User))[^2];
        var neighbour = (await shop.SimilarAsync($"{item}?count=1")).Single();
        var seen = new ConcurrentBag<(long Sent, bool HasItem)>();
        using var ending = new CancellationTokenSource();
        Func<Task<string[]>>[] questions =
        [
            () => shop.HistoryAsync(User),
            () => shop.PredictAsync(
                $$"""{ "user": "{{User}}", "items": ["{{item}}", "{{neighbour}}"], "count": 100, "excludeSeen": false }"""),
            () => shop.SimilarAsync($"{neighbour}?count=100&user={User}"),
        ];
        var clients = questions.Select(question => Task.Run(async () =>
        {
            while (!ending.IsCancellationRequested)
            {
                var sent = Stopwatch.GetTimestamp();
                seen.Add((sent, (await question()).Contains(item)));
            }
        })).Append(Task.Run(async () =>
        {
            while (!ending.IsCancellationRequested)
            {
                using var swapped = await shop.Client.PostAsync("/swap", null);
                Assert.AreEqual(System.Net.HttpStatusCode.NoContent, swapped.StatusCode);
            }
        })).ToArray();
        while (seen.Count(one => one.HasItem) < 10)
            await Task.Delay(5);

        var id = await shop.ForgetAsync($$"""{ "user": "{{User}}", "item": "{{item}}" }""");
        var promised = Stopwatch.GetTimestamp();
        await shop.WaitForAsync(id, "forgotten");
        var unlearned = Stopwatch.GetTimestamp();
        while (seen.Count(one => one.Sent > unlearned) < 10)
            await Task.Delay(5);
        await ending.CancelAsync();
        await Task.WhenAll(clients);

        Assert.AreEqual(0, seen.Count(one => one.Sent > promised && one.HasItem));
        var model = (await shop.GetAsync("/status"))["model"]!;
        Assert.AreEqual(2, (int)model["version"]!);
        shop.Stop();
        var hash = System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(shop.File("model-0002.mlnu")));
        Assert.AreEqual(Convert.ToHexStringLower(hash), (string)model["sha256"]!);
    }

    /// <summary>Holds the first answer at a path back where its first byte would be written.</summary>
    private sealed class Held(string path) : IStartupFilter
    {
        private int _requests;

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, proceed) =>
            {
                if (context.Request.Path.StartsWithSegments(path) && Interlocked.Increment(ref _requests) == 1)
                {
                    context.Response.OnStarting(() =>
                    {
                        Reached.TrySetResult();
                        return Release.Task;
                    });
                }
                return proceed(context);
            });
            next(app);
        };
    }
}
