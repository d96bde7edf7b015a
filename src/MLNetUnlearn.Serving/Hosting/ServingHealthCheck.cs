using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace MLNetUnlearn.Serving.Hosting;

/// <summary>Whether the service answers: it is asked for one recommendation.</summary>
internal sealed class ServingHealthCheck(RecommendationService service, IOptions<ServingOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var model = service.Model;
        var data = new Dictionary<string, object>
        {
            ["model"] = model.Name, ["version"] = model.Version, ["items"] = model.ItemCount,
            ["queue"] = service.QueueLength, ["suppressed"] = service.Suppressed.Count,
        };
        try
        {
            await service.RecommendAsync(new RecommendationRequest { Count = 1 }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ServiceOverloadedException or ObjectDisposedException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception, data);
        }
        if (service.LastRejection is { } rejection)
        {
            return HealthCheckResult.Degraded(
                $"Model {model.Version} serves; the last one that was to take over was rejected.", rejection, data);
        }
        return service.QueueLength > options.Value.MaximumQueue / 2
            ? HealthCheckResult.Degraded("More than half of the queue is taken.", null, data)
            : HealthCheckResult.Healthy($"Model {model.Version} serves.", data);
    }
}
