using System.Diagnostics;

namespace MLNetUnlearn.Costs;

/// <summary>Measures what a run takes.</summary>
internal static class CostMeter
{
    public static MeasuredResult<TResult> Measure<TResult>(Func<CostRecorder, TResult> run, CostOptions options)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var recorder = new CostRecorder();
        using var memory = new MemoryWatch(options.MemoryEveryMilliseconds);
        var start = Stopwatch.GetTimestamp();
        var result = run(recorder);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var (steps, rows) = recorder.Total;
        return new(result, new UnlearningCost(seconds, steps, rows, memory.End()));
    }
}
