using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MLNetUnlearn.Serving.Tests.Hosting;

/// <summary>The service in a host.</summary>
[TestClass]
public sealed class RegistrationTests
{
    [TestMethod]
    public async Task One_service_is_made_and_ends_with_its_provider()
    {
        RecommendationService service;
        await using (var provider = Provider(options => options.Model = TestModels.Popularity("a", "b")))
        {
            service = provider.GetRequiredService<RecommendationService>();
            Assert.AreSame(service, provider.GetRequiredService<RecommendationService>());
            Assert.AreEqual("b 1", Texts.Of((await service.RecommendAsync(new RecommendationRequest { Items = ["a"] })).Items));
        }
        Assert.ThrowsExactly<ObjectDisposedException>(() => _ = service.RecommendAsync(new RecommendationRequest()));
    }

    [TestMethod]
    public async Task All_that_is_wrong_with_the_options_is_said_when_the_host_starts()
    {
        await using var provider = Provider(options =>
        {
            options.WatchFile = true;
            options.WatchInterval = TimeSpan.Zero;
            options.CustomModels = null!;
            options.JournalFile = " ";
            options.MaximumBatch = 0;
            options.MaximumQueue = 1_000_001;
            options.Workers = 65;
            options.MaximumCount = 70_000;
        });

        var invalid = Assert.ThrowsExactly<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.AreEqual(
            "ServingOptions: ModelFile is null; it must be a file, or Model be given. CustomModels is null; it must be a list of options "
            + "without null. WatchFile is True; it must be false where ModelFile is null. WatchInterval is 00:00:00; it must be "
            + "00:00:00.0100000 to 1.00:00:00. JournalFile is ' '; it must be a file or null. MaximumBatch is 0; it must be 1 to 1024. "
            + "MaximumQueue is 1000001; it must be 1 to 1000000. Workers is 65; it must be 1 to 64. MaximumCount is 70000; it must be "
            + "1 to 65535.",
            invalid.Message);
    }

    [TestMethod]
    public void Without_a_host_the_options_are_checked_too()
    {
        var invalid = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => new RecommendationService(new ServingOptions { Model = TestModels.Popularity("a", "b"), ModelFile = "model" }));

        Assert.AreEqual(
            "ServingOptions: ModelFile is 'model'; it must be null where Model is given. (Parameter 'options')", invalid.Message);
    }

    [TestMethod]
    public async Task A_new_file_at_the_watched_place_takes_over_and_a_bad_one_does_not()
    {
        using var folder = new TempFolder();
        var file = TestModels.Package(folder, "model", "a", "b");
        await using var provider = Provider(options =>
        {
            (options.ModelFile, options.WatchFile, options.WatchInterval) = (file, true, TimeSpan.FromMilliseconds(20));
        });
        var hosted = provider.GetServices<IHostedService>().ToArray();
        foreach (var each in hosted)
            await each.StartAsync(CancellationToken.None);
        var service = provider.GetRequiredService<RecommendationService>();

        File.Move(TestModels.Package(folder, "next", "b", "a", "c"), file, overwrite: true);
        await Eventually.IsTrue(() => service.Model.Version == 2, "the second file was not taken over");
        await File.WriteAllTextAsync(file, "no model");
        await Eventually.IsTrue(() => service.LastRejection is not null, "the bad file was not seen");
        Assert.AreEqual("b 3, c 1", Texts.Of((await service.RecommendAsync(new RecommendationRequest { Items = ["a"] })).Items));
        File.Move(TestModels.Package(folder, "last", "c", "a"), file, overwrite: true);
        await Eventually.IsTrue(() => service.Model.Version == 3, "the third file was not taken over");

        foreach (var each in hosted)
            await each.StopAsync(CancellationToken.None);
    }

    [TestMethod]
    public async Task A_watched_file_that_is_as_it_was_does_not_undo_a_swap()
    {
        using var folder = new TempFolder();
        var file = TestModels.Package(folder, "model", "a", "b");
        await using var provider = Provider(options =>
        {
            (options.ModelFile, options.WatchFile, options.WatchInterval) = (file, true, TimeSpan.FromMilliseconds(10));
        });
        var service = provider.GetRequiredService<RecommendationService>();
        await service.SwapAsync(TestModels.Popularity("a", "b", "c"));
        var hosted = provider.GetServices<IHostedService>().ToArray();
        foreach (var each in hosted)
            await each.StartAsync(CancellationToken.None);

        await Task.Delay(300); // 30 looks
        Assert.AreEqual(2, service.Model.Version);
        File.Move(TestModels.Package(folder, "next", "a", "b"), file, overwrite: true); // the same model, and yet somebody put it there
        await Eventually.IsTrue(() => service.Model.Version == 3, "the new file was not taken over");

        foreach (var each in hosted)
            await each.StopAsync(CancellationToken.None);
    }

    [TestMethod]
    public async Task Health_is_what_the_service_says()
    {
        await using var provider = Provider(options => options.Model = TestModels.Popularity("a", "b"));
        var (service, checks) = (provider.GetRequiredService<RecommendationService>(), provider.GetRequiredService<HealthCheckService>());

        var healthy = (await checks.CheckHealthAsync()).Entries["recommender"];
        Assert.AreEqual((HealthStatus.Healthy, "Model 1 serves."), (healthy.Status, healthy.Description));
        Assert.AreEqual("Popularity", healthy.Data["model"]);
        Assert.AreEqual(2, healthy.Data["items"]);

        await Assert.ThrowsExactlyAsync<ModelRejectedException>(() => service.SwapAsync("/no/such/file"));
        var degraded = (await checks.CheckHealthAsync()).Entries["recommender"];
        Assert.AreEqual(
            (HealthStatus.Degraded, "Model 1 serves; the last one that was to take over was rejected."),
            (degraded.Status, degraded.Description));

        await service.DisposeAsync();
        Assert.AreEqual(HealthStatus.Unhealthy, (await checks.CheckHealthAsync()).Entries["recommender"].Status);
    }

    private static ServiceProvider Provider(Action<ServingOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSequentialRecommender(configure);
        services.AddHealthChecks().AddSequentialRecommender();
        return services.BuildServiceProvider();
    }
}
