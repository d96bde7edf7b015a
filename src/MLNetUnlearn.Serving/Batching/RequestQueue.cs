using System.Threading.Channels;

namespace MLNetUnlearn.Serving.Batching;

/// <summary>
/// Calls wait here for a worker; one that is free takes all that wait, up to a batch, and so none waits for others to come.
/// </summary>
/// <param name="maximumQueue">How many requests may wait.</param>
/// <param name="maximumBatch">How many requests are a full batch; one call may be more.</param>
/// <param name="answer">Answers a batch, which is then its own; if it throws, what it left open ends with that.</param>
/// <param name="ended">Hears of each call when it has ended, answered or not; it throws nothing.</param>
internal sealed class RequestQueue(int maximumQueue, int maximumBatch, Action<List<Pending>> answer, Action<Pending> ended)
{
    private readonly Channel<Pending> _calls = Channel.CreateUnbounded<Pending>();
    private Task _workers = Task.CompletedTask;
    private int _waiting;

    /// <summary>How many requests wait.</summary>
    public int Length => Volatile.Read(ref _waiting);

    public void Start(int workers) => _workers = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync)));

    /// <exception cref="ServiceOverloadedException">Too many wait.</exception>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    public void Add(Pending call)
    {
        if (Interlocked.Add(ref _waiting, call.Count) > maximumQueue)
        {
            Interlocked.Add(ref _waiting, -call.Count);
            throw new ServiceOverloadedException(maximumQueue);
        }
        if (_calls.Writer.TryWrite(call))
            return;
        Interlocked.Add(ref _waiting, -call.Count);
        throw new ObjectDisposedException(nameof(RecommendationService));
    }

    /// <summary>Takes no more calls, and returns when those that wait are answered.</summary>
    public Task CloseAsync()
    {
        _calls.Writer.TryComplete();
        return _workers;
    }

    private async Task WorkAsync()
    {
        var batch = new List<Pending>();
        while (await _calls.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var count = 0;
            while (count < maximumBatch && _calls.Reader.TryRead(out var call))
            {
                count += call.Count;
                batch.Add(call);
            }
            Interlocked.Add(ref _waiting, -count);
            Answer(batch);
            batch.ForEach(ended);
            batch.Clear();
        }
    }

    // Whatever happens in a batch, the worker lives on: nobody would answer the next ones.
    private void Answer(List<Pending> batch)
    {
        try
        {
            answer(batch.FindAll(static call => !call.IsDone));
        }
        catch (Exception exception)
        {
            batch.ForEach(call => call.Fail(exception));
        }
    }
}
