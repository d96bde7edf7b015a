using Microsoft.Extensions.DependencyInjection;

namespace MLNetUnlearn.Serving.Tests.Pages;

/// <summary>The code of docs/serving.md, compiled; what it calls is tested beside it.</summary>
internal static class ServingPage
{
    public static void Register(IServiceCollection services)
    {
        services.AddSequentialRecommender(options =>
        {
            options.ModelFile = "model.mlnu";
            options.JournalFile = "suppressed.jsonl";
            options.WatchFile = true;
        });
        services.AddHealthChecks().AddSequentialRecommender();
    }

    public static async Task Ask(RecommendationService service, CancellationToken cancellationToken)
    {
        var answer = await service.RecommendAsync(new RecommendationRequest { User = "u1", Items = ["a", "b"], Count = 5 }, cancellationToken);
        foreach (var item in answer.Items)
            Console.WriteLine($"{item.Item} {item.Score}");
        var similar = await service.SimilarAsync("a", count: 5, user: "u1", cancellationToken);
        Console.WriteLine(similar);
    }

    public static async Task Swap(RecommendationService service, CancellationToken cancellationToken)
    {
        await service.SwapAsync("next.mlnu", cancellationToken);
        Console.WriteLine($"version {service.Model.Version}, SHA-256 {service.Model.Sha256}");
    }

    public static void Forget(RecommendationService service)
    {
        service.Suppressed.Suppress("u1", "a");          // from one user
        service.Suppressed.Suppress("recalled");         // from everyone
        service.Suppressed.Remove("recalled");
    }
}
