using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace MLNetUnlearn.Serving.Tests.Support;

/// <summary>What one service measures: its meter comes from a factory of its own, so that other tests' services are not heard.</summary>
internal sealed class Measurements : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _all = [];
    private Meter? _meter;

    public Measurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value >= 0 ? 1 : -1, tags));
        _listener.Start();
    }

    /// <summary>"requests 1 operation=recommend outcome=answered": durations as 1.</summary>
    public IReadOnlyList<string> All => [.. _all];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        return _meter = new Meter(options);
    }

    /// <summary>The values of one instrument.</summary>
    public string Of(string name) => string.Join(", ", All.Where(line => line.StartsWith(name + " ", StringComparison.Ordinal))
        .Select(line => line[(name.Length + 1)..]));

    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose()
    {
        _listener.Dispose();
        _meter?.Dispose();
    }

    private void Note(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = instrument.Name.Replace("mlnetunlearn.serving.", "", StringComparison.Ordinal)
            + " " + value.ToString(CultureInfo.InvariantCulture);
        foreach (var tag in tags)
            text += $" {tag.Key}={tag.Value}";
        _all.Enqueue(text);
    }
}
