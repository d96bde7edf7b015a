using System.Diagnostics;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Benchmarks.Commands;

/// <summary>Notes, at the end of each epoch, what it took.</summary>
internal sealed class EpochClock : IProgress<TrainingProgress>
{
    private long _time = Stopwatch.GetTimestamp();
    private long _allocated = GC.GetAllocatedBytesForCurrentThread();
    private long _step;

    public List<double> Seconds { get; } = [];

    public List<double> BytesPerStep { get; } = [];

    public double Loss { get; private set; }

    public long Steps { get; private set; }

    public void Report(TrainingProgress value)
    {
        Seconds.Add(Stopwatch.GetElapsedTime(_time).TotalSeconds);
        Steps = value.Step - _step;
        BytesPerStep.Add((GC.GetAllocatedBytesForCurrentThread() - _allocated) / (double)Steps);
        Loss = value.Loss;
        (_step, _allocated, _time) = (value.Step, GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
    }
}
