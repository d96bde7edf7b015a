using System.Diagnostics;
using System.Diagnostics.Metrics;
using MLNetUnlearn.Serving.Batching;

namespace MLNetUnlearn.Serving.Observing;

/// <summary>The instruments of the meter <see cref="RecommendationService.MeterName"/>.</summary>
internal sealed class ServingMetrics : IDisposable
{
    private const string Outcome = "outcome";
    private const string Operation = "operation";

    private readonly Meter _meter;
    private readonly bool _isOwn;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _batch;
    private readonly Counter<long> _swaps;
    private readonly Counter<long> _suppressions;

    public ServingMetrics(IMeterFactory? factory)
    {
        _isOwn = factory is null;
        _meter = factory?.Create(RecommendationService.MeterName) ?? new Meter(RecommendationService.MeterName);
        _requests = _meter.CreateCounter<long>(
            "mlnetunlearn.serving.requests", "{request}", "Requests that came to an end: answered, failed, cancelled or refused.");
        _duration = _meter.CreateHistogram<double>(
            "mlnetunlearn.serving.request.duration", "s", "From a call to its answer.");
        _batch = _meter.CreateHistogram<int>(
            "mlnetunlearn.serving.batch.size", "{request}", "Requests that were scored together.");
        _swaps = _meter.CreateCounter<long>(
            "mlnetunlearn.serving.swaps", "{swap}", "Models that were to take over: done or rejected.");
        _suppressions = _meter.CreateCounter<long>(
            "mlnetunlearn.serving.suppressions", "{suppression}", "Suppressions that were added.");
    }

    /// <summary>What is read when somebody looks.</summary>
    public void Observe(Func<int> queue, Func<int> suppressed)
    {
        _meter.CreateObservableUpDownCounter("mlnetunlearn.serving.queue.length", queue, "{request}", "Requests that wait.");
        _meter.CreateObservableUpDownCounter(
            "mlnetunlearn.serving.suppressed", suppressed, "{suppression}", "Suppressions that are in force.");
    }

    /// <summary>A call has ended, answered or not.</summary>
    public void Ended(Pending call)
    {
        var outcome = call.Status switch
        {
            TaskStatus.RanToCompletion => "answered",
            TaskStatus.Canceled => "cancelled",
            _ => "failed",
        };
        Count(call, outcome);
        if (call.Status != TaskStatus.RanToCompletion)
            return;
        Record(_duration, Stopwatch.GetElapsedTime(call.Start).TotalSeconds, new KeyValuePair<string, object?>(Operation, call.Operation));
    }

    /// <summary>A call was not taken.</summary>
    public void Refused(Pending call) => Count(call, "refused");

    public void Scored(int requests) => Record(_batch, requests);

    public void Swapped() => Add(_swaps, 1, new KeyValuePair<string, object?>(Outcome, "done"));

    public void Rejected() => Add(_swaps, 1, new KeyValuePair<string, object?>(Outcome, "rejected"));

    public void Suppressed(int count) => Add(_suppressions, count);

    public void Dispose()
    {
        if (_isOwn) // a factory's meters are the factory's
            _meter.Dispose();
    }

    private void Count(Pending call, string outcome) => Add(
        _requests, call.Count, new KeyValuePair<string, object?>(Operation, call.Operation),
        new KeyValuePair<string, object?>(Outcome, outcome));

    // A listener's failure is the listener's: it must not undo what is counted.
    private static void Add(Counter<long> counter, long value, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            counter.Add(value, tags);
        }
        catch (Exception)
        {
            // There is nowhere to tell it.
        }
    }

    private static void Record<T>(Histogram<T> histogram, T value, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : struct
    {
        try
        {
            histogram.Record(value, tags);
        }
        catch (Exception)
        {
            // There is nowhere to tell it.
        }
    }
}
