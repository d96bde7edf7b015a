using System.Diagnostics.Metrics;

namespace NextItem.WebApi.Forgetting;

/// <summary>What there is to watch about forgetting.</summary>
internal sealed class ForgettingMeter : IDisposable
{
    public const string Name = "NextItem.Forgetting";

    private readonly Meter _meter;
    private readonly Counter<long> _forgotten;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _seconds;

    public ForgettingMeter(IMeterFactory meters, RequestBook book)
    {
        _meter = meters.Create(Name);
        _forgotten = _meter.CreateCounter<long>("forget.requests.done", "{request}", "Requests that the model has unlearned.");
        _failures = _meter.CreateCounter<long>("forget.failures", "{run}", "Runs of unlearning that failed.");
        _seconds = _meter.CreateHistogram<double>("forget.duration", "s", "How long a run of unlearning took.");
        _meter.CreateObservableGauge(
            "forget.requests.pending", () => book.PendingCount, "{request}", "Requests that wait; their items are suppressed.");
        _meter.CreateObservableGauge("model.version", () => book.Version, description: "The version of the model that serves.");
    }

    public void Forgot(RunReport report)
    {
        _forgotten.Add(report.Requests);
        _seconds.Record(report.Seconds);
    }

    public void Failed() => _failures.Add(1);

    public void Dispose() => _meter.Dispose();
}
