using Microsoft.ML;
using MLNetUnlearn.Evaluation.Relearning;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn;

/// <content>Memory that only comes back.</content>
public sealed partial class UnlearningCatalog
{
#pragma warning disable CA1822 // ML.NET's catalogs have instance methods.
    /// <summary>
    /// Fine-tunes copies of a model and of a retrained one on the forgotten pairs, and counts the steps until each ranks them as the
    /// original did. The models stay as they are.
    /// </summary>
    /// <remarks>Copies are made where the models are. The loss is the one that the original was trained with.</remarks>
    /// <param name="original">The model that was to forget; it sets the goal.</param>
    /// <param name="model">The model to judge, a network.</param>
    /// <param name="retrained">A network retrained without the forgotten items.</param>
    /// <param name="partitioned">
    /// Whole sequences after PartitionForgetRemain: <c>UserId</c>, <c>Sequence</c>, <c>Target</c>, <c>IsForget</c>, <c>TestItem</c>.
    /// </param>
    /// <param name="negatives">How many random negatives to rank among; <see langword="null"/> ranks the whole catalogue.</param>
    /// <param name="learningRate">Adam's step size, above 0.</param>
    /// <param name="maximumSteps">When to give up, at least 1.</param>
    /// <param name="seed">Seed of negatives, batches and dropout.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">
    /// The view codes items in another way than a model, the models take contexts of different lengths, there is nothing to relearn, a model
    /// has counted and so has nothing to fine-tune, or a loss or score became no number.
    /// </exception>
    /// <exception cref="ObjectDisposedException">A model has been disposed.</exception>
    public RelearningMetrics EvaluateRelearning(
        RecommenderTransformer original, RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned,
        int? negatives = 100, double learningRate = 1e-3, int maximumSteps = 1000, int seed = 1) => EvaluateRelearning(
        original, model, retrained, partitioned, new RelearningEvaluationOptions
    {
        Negatives = negatives, LearningRate = learningRate, MaximumSteps = maximumSteps, Seed = seed,
    });

    /// <summary>The same with all options.</summary>
    /// <param name="original">The model that was to forget; it sets the goal.</param>
    /// <param name="model">The model to judge, a network.</param>
    /// <param name="retrained">A network retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="options">Protocol, goal, fine-tuning and columns.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc
    /// cref="EvaluateRelearning(RecommenderTransformer, RecommenderTransformer, RecommenderTransformer, IDataView, int?, double, int, int)"
    /// path="/exception"/>
    public RelearningMetrics EvaluateRelearning(
        RecommenderTransformer original, RecommenderTransformer model, RecommenderTransformer retrained, IDataView partitioned,
        RelearningEvaluationOptions options) => RelearningEvaluator.Evaluate(original, model, retrained, partitioned, options);
#pragma warning restore CA1822
}
