namespace MLNetUnlearn.Costs;

/// <summary>Looks at the process's working set, at once and then again and again on a thread of its own.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _thread;
    private long _peak = Environment.WorkingSet;

    public MemoryWatch(int everyMilliseconds)
    {
        _thread = new Thread(() =>
        {
            while (!_end.Wait(everyMilliseconds))
                Look();
        })
        {
            IsBackground = true, Name = nameof(MemoryWatch), Priority = ThreadPriority.AboveNormal, // the others keep all cores busy
        };
        _thread.Start();
    }

    /// <summary>Ends the watch.</summary>
    /// <returns>The largest working set that was seen, in bytes.</returns>
    public long End()
    {
        Dispose();
        Look();
        return _peak;
    }

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
    }

    private void Look() => _peak = Math.Max(_peak, Environment.WorkingSet);
}
