using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Serving.Models;

/// <summary>A model and who uses it: the last one to leave disposes it. It begins with one user, the one who made it.</summary>
internal sealed class ModelReference(RecommenderTransformer model, ServedModel served, FileStamp? file = null) : IDisposable
{
    private readonly Lock _making = new();
    private SimilarItemIndex? _similar;
    private int _users = 1;
    private volatile bool _isGone;

    public RecommenderTransformer Model => model;

    public ServedModel Served => served;

    /// <summary>The file as it was read; null where there is none.</summary>
    public FileStamp? File => file;

    /// <summary>Its similar items, prepared when they are first asked for; null where it has no embeddings. Only for its users.</summary>
    public SimilarItemIndex? Similar
    {
        get
        {
            lock (_making)
                return _similar ??= (model as SequentialRecommenderTransformer)?.IndexSimilarItems();
        }
    }

    /// <summary>Whether a model is to end with this one.</summary>
    public bool TakesAlong(RecommenderTransformer other) => !_isGone
        && model is SequentialRecommenderTransformer network && other is SequentialRecommenderTransformer next && next.IsClosedWith(network);

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
        if (Interlocked.Decrement(ref _users) != 0)
            return;
        _similar?.Dispose();
        (model as IDisposable)?.Dispose();
        _isGone = true;
    }
}
