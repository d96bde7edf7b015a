using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Recommenders.Recommending;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// A trained sequential recommender. Column in: <c>Sequence</c>, key vector of any length, 0 is padding; its last n items are the context.
/// Columns out: <c>Recommended</c>, key vector of size k, best first, and <c>Score</c>, Single vector of size k, h·e of each.
/// </summary>
/// <remarks>
/// A row mapper: it works in a PredictionEngine; over a data view it scores rows in batches. Where a user has seen all but fewer than k
/// items, and for a row without items, the places that stay empty hold item 0 and score NaN.
/// Several threads may transform and read views at a time; a cursor and a PredictionEngine serve one thread each.
/// </remarks>
public sealed class SequentialRecommenderTransformer : RecommenderTransformer, IDisposable
{
    private readonly ModuleScorer _scorer;
    private readonly bool _sharesWeights;

    internal SequentialRecommenderTransformer(
        SequenceModule module, Vocabulary vocabulary, int maximumLength, RecommenderOptions options, Candidates? candidates = null)
        : this(module, vocabulary, options, candidates, new ModuleScorer(module, vocabulary.Count, maximumLength))
    {
    }

    private SequentialRecommenderTransformer(
        SequenceModule module, Vocabulary vocabulary, RecommenderOptions options, Candidates? candidates, ModuleScorer scorer,
        bool sharesWeights = false)
        : base(vocabulary, scorer.MaximumLength, options, candidates)
    {
        _sharesWeights = sharesWeights;
        Module = module;
        Options = options.OfModel();
        _scorer = scorer;
    }

    /// <summary>The options that the model was trained with, but for token, listener and checkpoint.</summary>
    public override RecommenderOptions Options { get; }

    /// <summary>The network, in evaluation mode. To change it is to change the model.</summary>
    public SequenceModule Module { get; }

    internal override ISequenceScorer Scorer => _scorer;

    /// <summary>The item embeddings, (|V|+1)×d; row 0 is the padding value.</summary>
    internal Tensor ItemTable => _scorer.Items;

    /// <summary>The same model, asked for something else: no training, and no copy of the weights.</summary>
    /// <remarks>
    /// The weights stay this model's: to dispose the result is to close the result alone, and when this model is disposed the result is
    /// closed too. What is saved, unlearned or gone on from is a whole model. Of candidates, those with equal scores are ordered as in the
    /// whole catalogue, and items of the input sequence are left out as there; evaluators rank the whole catalogue as before.
    /// </remarks>
    /// <param name="options">What to ask for.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    public SequentialRecommenderTransformer With(RecommendationOptions options)
    {
        var candidates = Asked(options);
        var scorer = new ModuleScorer(Module, ItemCount, MaximumLength, owner: _scorer);
        return new SequentialRecommenderTransformer(Module, Vocabulary, options.Over(Options), candidates, scorer, sharesWeights: true);
    }

    /// <summary>Whether this model ends when another one is disposed: it is that one, or <see cref="With"/> made it of that one.</summary>
    /// <param name="other">The other one.</param>
    public bool IsClosedWith(SequentialRecommenderTransformer other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _scorer.IsClosedWith(other._scorer);
    }

    /// <summary>
    /// The items that are most like one: by the cosine of the angle between their embeddings, best first; of equal ones, the lower key
    /// first (on the default engine). All items of the model count, candidates or not, but for the item itself and items without direction
    /// (a row of zeros).
    /// </summary>
    /// <typeparam name="T">
    /// <see cref="string"/>, whatever the items' values are (numbers in invariant form; keys that stand for nothing by their number); or
    /// the values' own type, <see cref="uint"/> for keys that stand for nothing.
    /// </typeparam>
    /// <param name="item">The item, by what its key stands for.</param>
    /// <param name="count">How many items at most, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The model was not trained on the item, its values have another type, or the number is below 1.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    public IReadOnlyList<SimilarItem<T>> SimilarItems<T>(T item, int count = 10)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(item);
        CheckNotDisposed();
        return ItemSimilarity.Of(this, item, count);
    }

    /// <summary>
    /// Prepares for many questions for similar items: what <see cref="SimilarItems"/> works out each time, a normalised copy of the table of
    /// embeddings, is worked out once.
    /// </summary>
    /// <returns>The prepared model; whoever asks disposes it.</returns>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    public SimilarItemIndex IndexSimilarItems()
    {
        CheckNotDisposed();
        return new SimilarItemIndex(this);
    }

    /// <summary>
    /// Frees the weights. Views that this model made cannot be read any more, and no estimator can unlearn it; models that were unlearned
    /// from it live on. What <see cref="With"/> made is closed with the model whose weights it shares, and leaves them to it when it is
    /// disposed itself.
    /// </summary>
    public void Dispose()
    {
        _scorer.Close();
        if (!_sharesWeights)
            Module.Dispose();
    }

    internal override IReadOnlyDictionary<string, Tensor> State() => Module.state_dict();

    internal override void CheckNotDisposed() => _scorer.CheckOpen();
}
