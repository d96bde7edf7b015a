using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MLNetUnlearn.Serving.Hosting;

namespace MLNetUnlearn.Serving;

/// <summary>Registers a recommender that serves.</summary>
public static class SequentialRecommenderExtensions
{
    /// <summary>
    /// Registers <see cref="RecommendationService"/>, one for the process. A host reads the model when it starts, and does not start where
    /// options are out of range or the model cannot be read; without a host it is read when the service is first asked for.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddSequentialRecommender(this IServiceCollection services, Action<ServingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<ServingOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServingOptions>, ServingOptionsValidator>();
        services.AddSingleton(provider => new RecommendationService(
            provider.GetRequiredService<IOptions<ServingOptions>>().Value,
            provider.GetService<ILogger<RecommendationService>>(),
            provider.GetService<IMeterFactory>()));
        services.AddSingleton<IHostedService, ModelWatcher>();
        return services;
    }

    /// <summary>
    /// Adds a check that asks the service once: unhealthy where it takes no requests, degraded where the last model was rejected or more
    /// than half of the queue is taken.
    /// </summary>
    /// <param name="builder">The checks, after <see cref="AddSequentialRecommender(IServiceCollection, Action{ServingOptions})"/>.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What is said instead of unhealthy; null: unhealthy.</param>
    /// <returns>The checks.</returns>
    public static IHealthChecksBuilder AddSequentialRecommender(
        this IHealthChecksBuilder builder, string name = "recommender", HealthStatus? failureStatus = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<ServingHealthCheck>(name, failureStatus);
    }
}
