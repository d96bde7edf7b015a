using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders.Data;

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

    internal SequentialRecommenderTransformer(SequenceModule module, Vocabulary vocabulary, int maximumLength, RecommenderOptions options)
        : base(vocabulary, maximumLength, options)
    {
        Module = module;
        // What belongs to the training stays behind.
        Options = options with { CancellationToken = default, Progress = null, Checkpoint = null, Threads = null };
        _scorer = new ModuleScorer(module, maximumLength);
    }

    /// <summary>The options that the model was trained with, but for token, listener and checkpoint.</summary>
    public override RecommenderOptions Options { get; }

    /// <summary>The network, in evaluation mode. To change it is to change the model.</summary>
    public SequenceModule Module { get; }

    internal override ISequenceScorer Scorer => _scorer;

    /// <summary>
    /// Frees the weights. Views that this model made cannot be read any more, and no estimator can unlearn it; models that were unlearned
    /// from it live on.
    /// </summary>
    public void Dispose()
    {
        _scorer.Close();
        Module.Dispose();
    }

    internal override IReadOnlyDictionary<string, Tensor> State() => Module.state_dict();

    internal override void CheckNotDisposed() => _scorer.CheckOpen();
}
