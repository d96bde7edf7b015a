using Microsoft.ML;
using MLNetUnlearn.Experiments.Searching;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn;

/// <content>Which options of a method are the best.</content>
public sealed partial class UnlearningCatalog
{
    /// <summary>
    /// Looks for the best options of a method on a calibration request, one that is made up before a real one comes: the smallest gap to what
    /// the reference hits among the models that keep enough. Every result is kept as a JSON file, and a search that was interrupted and is
    /// started again ends with the result that it would have had.
    /// </summary>
    /// <remarks>
    /// <para>With a retrained model, <c>gap@10</c> is the trial's Hit@10 on the forgotten pairs less the retrained model's, by full ranking,
    /// and <c>utilityShare</c> its NDCG@10 on validation items as a share of the retrained model's. Without one, <c>gap@10</c> is its Hit@10
    /// on the pairs to forget less that on control pairs, which nobody learned, among 100 negatives, drawn anew rather than those that a
    /// stop rule looks at, and <c>utilityShare</c> is of the original's. <c>objective</c> is |gap@10| where <c>utilityShare</c> is at least
    /// <see cref="UnlearningSearchOptions.MinimumUtility"/>, else 1 + what it lacks.</para>
    /// <para>A column of test items is never read. A trial that cannot be run or judged has failed: the log tells of it, and the search goes
    /// on. Listeners, checkpoints and tokens of the trials' options do not count while it searches.</para>
    /// </remarks>
    /// <typeparam name="TOptions">The method's options, for example <see cref="SrugaOptions"/>; all but SISA's.</typeparam>
    /// <param name="original">The model that is to forget; it stays as it is.</param>
    /// <param name="retrained">
    /// A model retrained without the forgotten items; <see langword="null"/>: control pairs say what should be hit.
    /// </param>
    /// <param name="partitioned">
    /// Whole sequences after PartitionForgetRemain, with the columns that the original's options name, by default <c>UserId</c>,
    /// <c>Sequence</c>, <c>Target</c>, <c>IsForget</c> and <c>ValidationItem</c>. They are cut into windows of the original's length.
    /// </param>
    /// <param name="space">What to try.</param>
    /// <param name="folder">Where results are kept, made where it is not there.</param>
    /// <param name="trials">How many points of the space are tried.</param>
    /// <param name="seed">Seed of the search and of every run.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The space or options are out of range (all problems are named), or columns are missing or have the wrong type.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Items are coded in another way than the model's, there is nothing to keep or to forget, there is neither a retrained model nor a
    /// control pair (a user who forgets nothing, with a validation item), no trial gave a model, or an objective is not
    /// among the figures.
    /// </exception>
    /// <exception cref="ObjectDisposedException">A model has been disposed.</exception>
    /// <exception cref="IOException">A result cannot be written.</exception>
    public SearchResult<TOptions> Search<TOptions>(
        SequentialRecommenderTransformer original, SequentialRecommenderTransformer? retrained, IDataView partitioned,
        SearchSpace<TOptions> space, string folder, int trials = 20, int seed = 1)
        where TOptions : UnlearningOptions =>
        Search(original, retrained, partitioned, space, folder, new UnlearningSearchOptions { Trials = trials, Seed = seed });

    /// <summary>The same with all options.</summary>
    /// <typeparam name="TOptions">The method's options.</typeparam>
    /// <param name="original">The model that is to forget; it stays as it is.</param>
    /// <param name="retrained">A model retrained without the forgotten items, or <see langword="null"/>.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="space">What to try.</param>
    /// <param name="folder">Where results are kept.</param>
    /// <param name="options">What must be kept, tuner, rounds, objectives, listener and token.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; results that are complete have been kept.</exception>
    /// <inheritdoc
    /// cref="Search{TOptions}(SequentialRecommenderTransformer, SequentialRecommenderTransformer, IDataView, SearchSpace{TOptions}, string, int, int)"
    /// path="/exception"/>
    public SearchResult<TOptions> Search<TOptions>(
        SequentialRecommenderTransformer original, SequentialRecommenderTransformer? retrained, IDataView partitioned,
        SearchSpace<TOptions> space, string folder, UnlearningSearchOptions options)
        where TOptions : UnlearningOptions
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(partitioned);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        original.CheckNotDisposed();
        retrained?.CheckNotDisposed();
        var work = new UnlearningSearch<TOptions>(_mlContext, original, retrained, partitioned, space.Options, options);
        return new SearchRunner<TOptions>(space, work, options).Run(_mlContext, folder);
    }
}
