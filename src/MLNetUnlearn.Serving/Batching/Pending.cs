using System.Diagnostics;

namespace MLNetUnlearn.Serving.Batching;

/// <summary>A call that waits for its result.</summary>
internal abstract class Pending
{
    /// <summary>When the call came, as a timestamp of the stopwatch.</summary>
    public long Start { get; } = Stopwatch.GetTimestamp();

    /// <summary>How many requests it counts as.</summary>
    public virtual int Count => 1;

    /// <summary>What it asks for, in metrics.</summary>
    public virtual string Operation => "recommend";

    /// <summary>Whether the caller has given up, or was answered.</summary>
    public bool IsDone => Status is TaskStatus.RanToCompletion or TaskStatus.Canceled or TaskStatus.Faulted;

    /// <summary>What became of it.</summary>
    public abstract TaskStatus Status { get; }

    public abstract void Fail(Exception exception);

    /// <summary>It was not taken: a token that lives on must not hold it.</summary>
    public abstract void Drop();
}

/// <inheritdoc/>
internal abstract class Pending<T> : Pending
{
    // What the caller does next must not hold up the others.
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _cancellation;

    protected Pending(CancellationToken cancellationToken) => _cancellation = cancellationToken.UnsafeRegister(
        static (result, token) => ((TaskCompletionSource<T>)result!).TrySetCanceled(token), _result);

    public Task<T> Result => _result.Task;

    public override TaskStatus Status => _result.Task.Status;

    public override void Fail(Exception exception)
    {
        _result.TrySetException(exception);
        _cancellation.Unregister();
    }

    public override void Drop() => _cancellation.Unregister();

    protected void Finish(T result)
    {
        _result.TrySetResult(result);
        _cancellation.Unregister();
    }
}
