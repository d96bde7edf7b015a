using Microsoft.ML;
using MLNetUnlearn.Evaluation.Suite;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn;

/// <content>Every question at once.</content>
public sealed partial class UnlearningCatalog
{
    /// <summary>
    /// Asks everything of a model that was to forget, beside a retrained one: utility, hits on the forgotten, rank distances, attacks by
    /// threshold and by trees, relearning, largely forgotten items and subgroups.
    /// </summary>
    /// <param name="original">The model that was to forget; relearning's goal.</param>
    /// <param name="model">The model to judge; may be the original or the retrained one, to have their figures beside.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">
    /// Whole sequences after PartitionForgetRemain: <c>UserId</c>, <c>Sequence</c>, <c>Target</c>, <c>IsForget</c>, <c>TestItem</c> and,
    /// where it is there, <c>ValidationItem</c>.
    /// </param>
    /// <param name="seed">Seed of everything drawn; give every model the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">
    /// The view codes items in another way than a model, there is nothing to forget or nobody who forgets nothing, or a score is no number.
    /// </exception>
    public ForgettingEvaluation EvaluateAll(
        RecommenderTransformer original, RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned,
        int seed = 1) => EvaluateAll(original, model, retrained, partitioned, new ForgettingEvaluationOptions { Seed = seed });

    /// <summary>The same with all options.</summary>
    /// <param name="original">The model that was to forget; relearning's goal.</param>
    /// <param name="model">The model to judge; may be the original or the retrained one, to have their figures beside.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="options">Columns, pairs held out, and which of the longer parts are wanted.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc
    /// cref="EvaluateAll(RecommenderTransformer, RecommenderTransformer, RecommenderTransformer, IDataView, int)" path="/exception"/>
    public ForgettingEvaluation EvaluateAll(
        RecommenderTransformer original, RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned,
        ForgettingEvaluationOptions options) => ForgettingEvaluator.Evaluate(_mlContext, original, model, retrained, partitioned, options);
}
