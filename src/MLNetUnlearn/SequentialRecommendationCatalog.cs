using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn;

/// <summary>Trainers and evaluation of sequential recommenders; see <see cref="MLContextExtensions.SequentialRecommendation"/>.</summary>
public sealed partial class SequentialRecommendationCatalog
{
    private readonly MLContext _mlContext;

    internal SequentialRecommendationCatalog(MLContext mlContext) =>
        (_mlContext, Trainers) = (mlContext, new SequentialRecommendationTrainers(mlContext));

    /// <summary>The models that can be trained.</summary>
    public SequentialRecommendationTrainers Trainers { get; }

    /// <summary>Ranks each user's test item after the user's training and validation items.</summary>
    /// <remarks>
    /// Columns in: <c>Sequence</c> (key vector of variable length: place PadAndSplitSequences later or leave it out), <c>TestItem</c>, and
    /// where they are there <c>ValidationItem</c>, <c>UserId</c> and <c>IsForget</c> (true rows are passed over).
    /// </remarks>
    /// <param name="model">The trained model, for example <c>chain.LastTransformer</c>.</param>
    /// <param name="sequences">Whole sequences after SplitLeaveOneOut, coded as in training.</param>
    /// <param name="negatives">
    /// How many random negatives to rank among; <see langword="null"/>, the default, ranks the whole catalogue less the context's items.
    /// </param>
    /// <param name="seed">Seed of the negatives.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    public SequentialRankingMetrics Evaluate(RecommenderTransformer model, IDataView sequences, int? negatives = null, int seed = 1) =>
        Evaluate(model, sequences, new RankingEvaluationOptions { Negatives = negatives, Seed = seed });

    /// <summary>Ranks the item of one column after the items of others.</summary>
    /// <param name="model">The trained model, for example <c>chain.LastTransformer</c>.</param>
    /// <param name="sequences">Whole sequences, coded as in training.</param>
    /// <param name="options">Columns and protocol.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The view codes items in another way than the model, or holds no pair.</exception>
#pragma warning disable CA1822 // ML.NET's catalogs have instance methods.
    public SequentialRankingMetrics Evaluate(RecommenderTransformer model, IDataView sequences, RankingEvaluationOptions options) =>
        RankingEvaluator.Evaluate(model, sequences, options, forgetRows: false);
#pragma warning restore CA1822
}
