namespace MLNetUnlearn.Serving.Models;

/// <summary>The place of the model that serves.</summary>
internal sealed class ModelSlot(ModelReference first) : IDisposable
{
    private ModelReference? _current = first;
    private ServedModel _served = first.Served;

    /// <summary>Which model serves, or served last.</summary>
    public ServedModel Served => Volatile.Read(ref _served);

    /// <summary>The model that serves now; whoever asks disposes the result, and until then the model stays.</summary>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public ModelReference Use()
    {
        while (true)
        {
            var current = Volatile.Read(ref _current);
            ObjectDisposedException.ThrowIf(current is null, typeof(RecommendationService));
            if (current.TryUse())
                return current;
            // Another one took its place in between.
        }
    }

    /// <summary>Another model takes over; the one before is disposed when nobody uses it any more.</summary>
    public void Set(ModelReference next)
    {
        var before = Interlocked.Exchange(ref _current, next);
        Volatile.Write(ref _served, next.Served);
        before?.Dispose();
    }

    public void Dispose() => Interlocked.Exchange(ref _current, null)?.Dispose();
}
