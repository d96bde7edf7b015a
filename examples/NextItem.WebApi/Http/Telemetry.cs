using MLNetUnlearn.Serving;
using NextItem.WebApi.Forgetting;
using OpenTelemetry.Metrics;

namespace NextItem.WebApi.Http;

/// <summary>Metrics: for Prometheus at <c>/metrics</c>, and to a collector where the environment names one.</summary>
internal static class Telemetry
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder) => builder.Services.AddOpenTelemetry().WithMetrics(metrics =>
    {
        metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation()
            .AddMeter(RecommendationService.MeterName, ForgettingMeter.Name).AddPrometheusExporter();
        if (!string.IsNullOrEmpty(builder.Configuration[Collector]))
            metrics.AddOtlpExporter();
    });
}
