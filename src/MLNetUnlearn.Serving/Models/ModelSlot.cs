using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving.Models;

/// <summary>The place of the model that serves.</summary>
internal sealed class ModelSlot(ModelReference first) : IDisposable
{
    private ModelReference? _current = first;
    private ServedModel _served = first.Served;
    private List<WeakReference<ModelReference>> _before = []; // who uses one holds it

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

    /// <summary>Looks whether a model may take over: it must not end with one that serves or is still in use. Not for several threads.</summary>
    /// <exception cref="InvalidOperationException">It would.</exception>
    public void CheckApart(RecommenderTransformer next)
    {
        if (Volatile.Read(ref _current)?.TakesAlong(next) == true
            || _before.Any(before => before.TryGetTarget(out var model) && model.TakesAlong(next)))
        {
            throw new InvalidOperationException("It would be disposed with the model that serves; hand over one with weights of its own.");
        }
    }

    /// <summary>Another model takes over; the one before is disposed when nobody uses it any more. Not for several threads.</summary>
    public void Set(ModelReference next)
    {
        var before = Interlocked.Exchange(ref _current, next);
        Volatile.Write(ref _served, next.Served);
        if (before is null)
            return;
        _before = [.. _before.Where(old => old.TryGetTarget(out _)), new WeakReference<ModelReference>(before)];
        before.Dispose();
    }

    public void Dispose() => Interlocked.Exchange(ref _current, null)?.Dispose();
}
