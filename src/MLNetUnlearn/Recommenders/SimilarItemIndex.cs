using MLNetUnlearn.Recommenders.Recommending;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// Answers questions for similar items, as <see cref="SequentialRecommenderTransformer.SimilarItems"/> does and with the same answers, from
/// a normalised copy of the item embeddings, which is made once: (|V|+1)×d values. Several threads may ask at a time.
/// </summary>
/// <remarks>It holds the embeddings as they were when it was made; when its model is disposed it is closed, and still to be disposed.</remarks>
public sealed class SimilarItemIndex : IDisposable
{
    private readonly SequentialRecommenderTransformer _model;
    private readonly Tensor _directions;
    private volatile bool _isDisposed;

    internal SimilarItemIndex(SequentialRecommenderTransformer model) => (_model, _directions) = (model, ItemSimilarity.Directions(model));

    /// <summary>The items that are most like one; see <see cref="SequentialRecommenderTransformer.SimilarItems"/>.</summary>
    /// <typeparam name="T"><see cref="string"/>, or the items' values' own type.</typeparam>
    /// <param name="item">The item, by what its key stands for.</param>
    /// <param name="count">How many items at most, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The model was not trained on the item, its values have another type, or the number is below 1.
    /// </exception>
    /// <exception cref="ObjectDisposedException">This or the model has been disposed.</exception>
    public IReadOnlyList<SimilarItem<T>> SimilarItems<T>(T item, int count = 10)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(item);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _model.CheckNotDisposed();
        return ItemSimilarity.Of(_model, item, count, _directions);
    }

    /// <summary>Frees the copy; nobody may be asking.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _directions.Dispose();
    }
}
