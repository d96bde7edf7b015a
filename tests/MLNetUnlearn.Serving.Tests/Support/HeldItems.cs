using System.Collections;

namespace MLNetUnlearn.Serving.Tests.Support;

/// <summary>
/// Items that hold up who reads them, from the second reading on: the first is the service's check while the caller waits, the next the
/// worker's. So a test knows that a request is under way, and decides when it goes on.
/// </summary>
internal sealed class HeldItems(params string[] items) : IReadOnlyList<string>, IDisposable
{
    private readonly ManualResetEventSlim _read = new();
    private readonly ManualResetEventSlim _goOn = new();
    private int _readings;

    /// <summary>What the worker gets instead of the items.</summary>
    public Exception? Failure { get; init; }

    public int Count => items.Length;

    public string this[int index] => items[index];

    /// <summary>Returns when a worker reads.</summary>
    public void WaitForWorker() => Assert.IsTrue(_read.Wait(TimeSpan.FromSeconds(20)), "no worker read the items");

    public void GoOn() => _goOn.Set();

    public IEnumerator<string> GetEnumerator()
    {
        if (Interlocked.Increment(ref _readings) > 1)
        {
            _read.Set();
            if (Failure is not null)
                throw Failure;
            Assert.IsTrue(_goOn.Wait(TimeSpan.FromSeconds(20)), "the test never let the worker go on");
        }
        return ((IEnumerable<string>)items).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        _goOn.Set();
        _read.Dispose();
        _goOn.Dispose();
    }
}
