namespace MLNetUnlearn.Tensors;

/// <summary>
/// How many threads the tensor library uses, changed for a while. The newest of the uses that are open is in force; when the last one
/// closes, in whatever order, the number is again what it was before the first.
/// </summary>
internal sealed class ThreadCount : IDisposable
{
    private static readonly Lock Gate = new();
    private static readonly List<ThreadCount> Open = []; // the newest last
    private static int _before;

    private readonly int _count;
#if TORCHSHARP
    private readonly int _thread = Environment.CurrentManagedThreadId;
#endif

    private ThreadCount(int count)
    {
        lock (Gate)
        {
            if (Open.Count == 0)
                _before = torch.get_num_threads();
            torch.set_num_threads(_count = count);
            Open.Add(this);
        }
    }

    // TorchSharp keeps a number for each thread that has asked for it: what other threads use is not to be left behind on this one.
#if TORCHSHARP
    private static ThreadCount? Newest => Open.FindLast(use => use._thread == Environment.CurrentManagedThreadId);
#else
    private static ThreadCount? Newest => Open.LastOrDefault();
#endif

    /// <summary>Sets the number until the result is disposed, on the same thread; null leaves it as it is.</summary>
    public static ThreadCount? Use(int? threads) => threads is { } count ? new ThreadCount(count) : null;

    public void Dispose()
    {
        lock (Gate)
        {
            if (Open.Remove(this))
                torch.set_num_threads(Newest?._count ?? _before);
        }
    }
}
