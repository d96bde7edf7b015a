using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace MLNetUnlearn.Serving.Tests.Observing;

/// <summary>A logger or listener that fails fails alone.</summary>
[TestClass]
public sealed class FailingObserverTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Requests_swaps_and_suppressions_go_on(bool metricsFail)
    {
        using var folder = new TempFolder();
        using var meters = new FailingMeters(metricsFail);
        var service = new RecommendationService(
            new ServingOptions
            {
                Model = TestModels.Popularity("a", "b", "c"), JournalFile = folder.File("journal"), MaximumQueue = 2,
            },
            new FailingLogger(), meters);
        using var held = new HeldItems("a");
        using var bad = new HeldItems("a") { Failure = new InvalidOperationException("bad") };
        var first = service.RecommendAsync(new RecommendationRequest { Items = held });
        held.WaitForWorker();
        var failing = service.RecommendAsync(new RecommendationRequest { Items = bad });
        var beside = service.RecommendAsync(new RecommendationRequest { Items = ["a"] });
        Assert.ThrowsExactly<ServiceOverloadedException>(() => _ = service.RecommendAsync(new RecommendationRequest()));
        held.GoOn();
        await first;

        Assert.AreEqual("bad", (await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => Soon(failing))).Message);
        Assert.AreEqual("b 2, c 1", Texts.Of((await Soon(beside)).Items));
        await Assert.ThrowsExactlyAsync<NotSupportedException>(() => Soon(service.SimilarAsync("a")));
        await Assert.ThrowsExactlyAsync<UnknownItemException>(() => Soon(service.SimilarAsync("x")));
        service.Suppressed.Suppress("u", "b");
        await service.SwapAsync(TestModels.Popularity("a", "b"));
        await Assert.ThrowsExactlyAsync<ModelRejectedException>(() => service.SwapAsync("/no/such/file"));
        Assert.AreEqual("b 1", Texts.Of((await Soon(service.RecommendAsync(new RecommendationRequest { Items = ["a"] }))).Items));
        await service.DisposeAsync();

        Assert.AreEqual(metricsFail, meters.Failures > 0);
        using var journalIsFree = new Suppressions(folder.File("journal"));
        Assert.IsTrue(journalIsFree.IsSuppressed("u", "b"));
    }

    private static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(20));

    private sealed class FailingLogger : ILogger<RecommendationService>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) =>
            logLevel == LogLevel.Error ? true : throw new InvalidOperationException("This logger cannot say what it wants.");

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("This logger cannot write.");
    }

    private sealed class FailingMeters : IMeterFactory
    {
        private readonly MeterListener _listener = new();
        private Meter? _meter;
        private int _failures;

        public FailingMeters(bool fails)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, this))
                    listener.EnableMeasurementEvents(instrument);
            };
            if (fails)
            {
                _listener.SetMeasurementEventCallback<int>((_, _, _, _) => Fail());
                _listener.SetMeasurementEventCallback<long>((_, _, _, _) => Fail());
                _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Fail());
            }
            _listener.Start();
        }

        public int Failures => Volatile.Read(ref _failures);

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;
            return _meter = new Meter(options);
        }

        public void Dispose()
        {
            _listener.Dispose();
            _meter?.Dispose();
        }

        private void Fail()
        {
            Interlocked.Increment(ref _failures);
            throw new InvalidOperationException("This listener cannot listen.");
        }
    }
}
