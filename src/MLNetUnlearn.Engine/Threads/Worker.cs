using System.Runtime.ExceptionServices;

namespace MLNetUnlearn.Engine.Threads;

/// <summary>
/// One thread that waits for parts of batches: a short while awake, since the next part mostly comes at once, then asleep. A part it has
/// not begun can be taken back, so that nobody waits for a thread that the machine has no time for.
/// </summary>
internal sealed class Worker
{
    // A millisecond or two: more than lies between the parts of a training step.
    private const int AwakeSpins = 40_000;
    private const int Idle = 0;
    private const int Assigned = 1;
    private const int Asleep = 2;
    private const int Running = 3;

    private readonly object _bed = new();
    private Batch? _batch;
    private int _part;
    private int _state;
    private ExceptionDispatchInfo? _failure;

    internal Worker() => new Thread(Loop) { IsBackground = true, Name = "MLNetUnlearn.Engine" }.Start();

    internal void Start(Batch batch, int part)
    {
        _batch = batch;
        _part = part;
        if (Interlocked.Exchange(ref _state, Assigned) != Asleep) return;
        lock (_bed) Monitor.Pulse(_bed);
    }

    /// <summary>Takes the part back if it was not begun; then it is the caller's to do.</summary>
    internal bool TryTakeBack() => Interlocked.CompareExchange(ref _state, Idle, Assigned) == Assigned;

    /// <summary>Returns when the part is done.</summary>
    internal void Wait()
    {
        // Parts are of one size, so this one is mostly done at once: giving the core away would cost more.
        for (int i = 0; i < AwakeSpins && Volatile.Read(ref _state) == Running; i++) Thread.SpinWait(1);
        var spin = default(SpinWait);
        while (Volatile.Read(ref _state) == Running) spin.SpinOnce(sleep1Threshold: -1);
    }

    /// <summary>What its last part ended with, if that was an exception; the worker then forgets it.</summary>
    internal ExceptionDispatchInfo? TakeFailure()
    {
        ExceptionDispatchInfo? failure = _failure;
        _failure = null;
        return failure;
    }

    private void Sleep()
    {
        lock (_bed)
        {
            while (Volatile.Read(ref _state) == Asleep) Monitor.Wait(_bed);
        }
    }

    private void Loop()
    {
        while (true)
        {
            for (int i = 0; i < AwakeSpins && Volatile.Read(ref _state) != Assigned; i++) Thread.SpinWait(1);
            // Falls asleep only if nothing was assigned in between.
            if (Interlocked.CompareExchange(ref _state, Asleep, Idle) == Idle) Sleep();
            if (Interlocked.CompareExchange(ref _state, Running, Assigned) != Assigned) continue;
            try
            {
                _batch!.Run(_part);
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }
            // Last, since it lets the caller go on.
            Volatile.Write(ref _state, Idle);
        }
    }
}
