using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving.Models;

/// <summary>A model and who uses it: the last one to leave disposes it. It begins with one user, the one who made it.</summary>
internal sealed class ModelReference(RecommenderTransformer model, ServedModel served) : IDisposable
{
    private int _users = 1;

    public RecommenderTransformer Model => model;

    public ServedModel Served => served;

    /// <summary>One more user, unless the model is gone already.</summary>
    public bool TryUse()
    {
        for (var users = Volatile.Read(ref _users); users > 0;)
        {
            var found = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (found == users)
                return true;
            users = found;
        }
        return false;
    }

    /// <summary>One user less.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            (model as IDisposable)?.Dispose();
    }
}
