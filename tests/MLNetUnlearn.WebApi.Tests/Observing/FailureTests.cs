using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MLNetUnlearn.Serving;
using MLNetUnlearn.WebApi.Tests.Support;

namespace MLNetUnlearn.WebApi.Tests.Observing;

/// <summary>What goes wrong inside is told in no more words than its status, also in Development.</summary>
[TestClass]
public sealed class FailureTests
{
    [TestMethod]
    public async Task An_exception_is_an_answer_of_500_that_says_nothing_of_it()
    {
        using var shop = Failing(new InvalidOperationException("The secret is 42."));

        using var response = await shop.Client.GetAsync("/fails");

        Assert.AreEqual("Something went wrong here; it is in the log.", await Refusal.CheckAsync(response, 500));
        Assert.DoesNotContain("42", await response.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task A_full_queue_is_503_with_a_time_to_come_again()
    {
        using var shop = new RunningShop(builder => builder.ConfigureServices(services => services.Configure<ServingOptions>(serving =>
            (serving.MaximumQueue, serving.MaximumBatch) = (1, 1))));

        var responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            _ => Task.Run(() => shop.SendAsync("/predict", """{ "user": "user007", "count": 100 }"""))));

        var refused = responses.Where(response => !response.IsSuccessStatusCode).ToArray();
        Assert.IsNotEmpty(refused);
        Assert.IsLessThan(responses.Length, refused.Length);
        foreach (var response in refused)
        {
            Assert.AreEqual("Too many requests are waiting. Try again in a moment.", await Refusal.CheckAsync(response, 503));
            Assert.AreEqual("1", response.Headers.GetValues("Retry-After").Single());
        }
        foreach (var response in responses)
            response.Dispose();
    }

    private static RunningShop Failing(Exception exception) => new(
        builder => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(new LastOfAll(exception))));

    private sealed class LastOfAll(Exception exception) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Run(context => context.Request.Path == "/fails" ? throw exception : Task.CompletedTask);
        };
    }
}
