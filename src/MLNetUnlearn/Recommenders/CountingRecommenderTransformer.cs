using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders.Counting;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Recommenders.Recommending;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// A recommender that has counted: popularity or item-to-item neighbours. Column in: <c>Sequence</c>, key vector of any length, 0 is
/// padding; its last n items are the context. Columns out: <c>Recommended</c>, key vector of size k, best first, equal scores by key, and
/// <c>Score</c>, Single vector of size k, above 0.
/// </summary>
/// <remarks>
/// Items that nothing speaks for, whose score is 0, are not recommended: the places stay empty (item 0 and score NaN). In an evaluation
/// they are equals, and each ranks behind all others. There is nothing to dispose.
/// </remarks>
public sealed class CountingRecommenderTransformer : RecommenderTransformer
{
    private readonly CountedModel _model;

    internal CountingRecommenderTransformer(
        CountedModel model, Vocabulary vocabulary, int maximumLength, CountingRecommenderOptions options, Candidates? candidates = null)
        : base(vocabulary, maximumLength, options, candidates)
    {
        _model = model;
        Options = options;
        Scorer = new CountedScorer(model, vocabulary.Count, maximumLength);
    }

    /// <summary>The options that the model was counted with.</summary>
    public override CountingRecommenderOptions Options { get; }

    internal override ISequenceScorer Scorer { get; }

    /// <summary>The same model, asked for something else, without counting again.</summary>
    /// <remarks>
    /// Of candidates too, those that nothing speaks for are not recommended. Evaluators rank the whole catalogue as before.
    /// </remarks>
    /// <param name="options">What to ask for.</param>
    /// <exception cref="ArgumentOutOfRangeException">Options are out of range; all of them are named.</exception>
    public CountingRecommenderTransformer With(RecommendationOptions options)
    {
        var candidates = Asked(options);
        return new CountingRecommenderTransformer(_model, Vocabulary, MaximumLength, options.Over(Options), candidates);
    }

    internal override IReadOnlyDictionary<string, Tensor> State() => _model.State();

    internal override void CheckNotDisposed()
    {
        // Counts are plain arrays.
    }
}
