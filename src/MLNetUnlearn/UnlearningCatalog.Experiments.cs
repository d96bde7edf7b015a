using Microsoft.ML;
using MLNetUnlearn.Experiments;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn;

/// <content>Methods over many requests.</content>
public sealed partial class UnlearningCatalog
{
    /// <summary>
    /// Meets erasure requests one after another, each unlearned from the result of the one before, and on the way judges the model beside
    /// one retrained from scratch on what then remains.
    /// </summary>
    /// <remarks>
    /// For request i the method gets windows (PadAndSplitSequences, as long as the model's) in which everything that requests 1 to i name
    /// is out of the rows that remain, and only what request i names is in the rows to forget. The model is left as it is, also when a request
    /// fails; the models made on the way are disposed, and the last one too: name a folder in the options to keep it.
    /// </remarks>
    /// <typeparam name="TModel">The kind of model that the method takes and gives.</typeparam>
    /// <param name="model">The model trained before any request.</param>
    /// <param name="sequences">
    /// Whole sequences after SplitLeaveOneOut: <c>UserId</c>, <c>Sequence</c>, <c>TestItem</c> and, where they are there,
    /// <c>ValidationItem</c> and <c>Timestamp</c>; coded as in training. Read several times per request: put it into
    /// <c>mlContext.Data.Cache</c> where reading it takes long.
    /// </param>
    /// <param name="requests">
    /// What is to be forgotten at once, for example one user's requests; at least one of at least one interaction.
    /// </param>
    /// <param name="method">Makes what meets a request, given the model so far; with a folder, the first one's once more.</param>
    /// <param name="checkpoints">How many checkpoints, at least 1: evenly spaced, the last one after the last request.</param>
    /// <param name="negatives">How many random negatives the sampled protocol ranks among, beside the full ranking.</param>
    /// <param name="seed">Seed of what the evaluations draw, and of the retrainings.</param>
    /// <exception cref="ArgumentException">A request is null or has an empty id; all of them are listed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are no requests or an empty one, options are out of range, or columns are missing or have the wrong type.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Items are coded in another way than the model's; a request names nothing in what is left when it is met, a checkpoint would have
    /// nothing to look at, or the folder is of another stream (all found before anything is unlearned); or a method fails.
    /// </exception>
    /// <exception cref="FormatException">What the folder holds cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public StreamMetrics EvaluateStream<TModel>(
        TModel model, IDataView sequences, IEnumerable<IEnumerable<ForgetRequest>> requests,
        Func<TModel, StreamRequest, IEstimator<TModel>> method, int checkpoints = 4, int negatives = 100, int seed = 1)
        where TModel : RecommenderTransformer => EvaluateStream(model, sequences, requests, method, new StreamEvaluationOptions
    {
        Checkpoints = checkpoints, Negatives = negatives, Seed = seed,
    });

    /// <summary>The same with all options.</summary>
    /// <typeparam name="TModel">The kind of model that the method takes and gives.</typeparam>
    /// <param name="model">The model trained before any request.</param>
    /// <param name="sequences">Whole sequences after SplitLeaveOneOut.</param>
    /// <param name="requests">What is to be forgotten at once.</param>
    /// <param name="method">Makes what meets a request, given the model so far; with a folder, the first one's once more.</param>
    /// <param name="options">Checkpoints, columns, reference, folder.</param>
    /// <exception cref="ArgumentException">A request is null or has an empty id; all of them are listed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are no requests or an empty one, options are out of range, or columns are missing or have the wrong type.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Items are coded in another way than the model's; a request names nothing in what is left when it is met, a checkpoint would have
    /// nothing to look at, or the folder is of another stream (all found before anything is unlearned); or a method fails.
    /// </exception>
    /// <exception cref="FormatException">What the folder holds cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public StreamMetrics EvaluateStream<TModel>(
        TModel model, IDataView sequences, IEnumerable<IEnumerable<ForgetRequest>> requests,
        Func<TModel, StreamRequest, IEstimator<TModel>> method, StreamEvaluationOptions options)
        where TModel : RecommenderTransformer => StreamRun<TModel>.Of(_mlContext, model, sequences, requests, method, options);
}
