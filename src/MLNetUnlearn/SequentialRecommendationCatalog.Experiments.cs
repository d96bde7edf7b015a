using Microsoft.ML;
using MLNetUnlearn.Experiments.CrossValidation;
using MLNetUnlearn.Experiments.Searching;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn;

/// <content>Which options are the best, and how sure a figure is.</content>
public sealed partial class SequentialRecommendationCatalog
{
    /// <summary>
    /// Looks for the best options of a trainer: trains with some, ranks the validation items, and keeps every result as a JSON file. A search
    /// that was interrupted and is started again goes on with what is missing, and ends with the result that it would have had.
    /// </summary>
    /// <remarks>
    /// <para>Columns in: <c>Sequence</c> (key vector of variable length), <c>ValidationItem</c> and, where they are there, <c>UserId</c> and
    /// <c>IsForget</c> (true rows are passed over), or as the options name them. A column of test items is never read.</para>
    /// <para>A trial whose options do not go together, whose loss or score becomes no number, or that cannot be judged, has failed: the
    /// log tells of it, and the search goes on. What a listener, a checkpoint or a token of the trials' options says does not count while
    /// it searches, and SISA keeps no states.</para>
    /// </remarks>
    /// <typeparam name="TOptions">The trainer's options, for example <see cref="SasRecOptions"/> or <see cref="ItemKnnOptions"/>.</typeparam>
    /// <param name="sequences">
    /// Whole sequences after SplitLeaveOneOut. They are read again and again: put them into <c>mlContext.Data.Cache</c>.
    /// </param>
    /// <param name="space">What to try.</param>
    /// <param name="folder">Where results are kept, made where it is not there.</param>
    /// <param name="trials">How many points of the space are tried.</param>
    /// <param name="seed">Seed of the search and of every training.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The space or options are out of range (all problems are named), or columns are missing or have the wrong type.
    /// </exception>
    /// <exception cref="InvalidOperationException">No trial gave a model, or an objective is not among the figures.</exception>
    /// <exception cref="IOException">A result cannot be written.</exception>
    public SearchResult<TOptions> Search<TOptions>(
        IDataView sequences, SearchSpace<TOptions> space, string folder, int trials = 20, int seed = 1)
        where TOptions : RecommenderTrainerOptions =>
        Search(sequences, space, folder, new RecommenderSearchOptions { Trials = trials, Seed = seed });

    /// <summary>The same with all options.</summary>
    /// <typeparam name="TOptions">The trainer's options.</typeparam>
    /// <param name="sequences">Whole sequences after SplitLeaveOneOut.</param>
    /// <param name="space">What to try.</param>
    /// <param name="folder">Where results are kept.</param>
    /// <param name="options">Tuner, rounds, objectives, window length, listener and token.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The space or options are out of range (all problems are named), or columns are missing or have the wrong type.
    /// </exception>
    /// <exception cref="InvalidOperationException">No trial gave a model, or an objective is not among the figures.</exception>
    /// <exception cref="IOException">A result cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; results that are complete have been kept.</exception>
    public SearchResult<TOptions> Search<TOptions>(
        IDataView sequences, SearchSpace<TOptions> space, string folder, RecommenderSearchOptions options)
        where TOptions : RecommenderTrainerOptions
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        var work = new RecommenderSearch<TOptions>(_mlContext, sequences, space.Options, options);
        return new SearchRunner<TOptions>(space, work, options).Run(_mlContext, folder);
    }

    /// <summary>
    /// Trains k models, each without the users of one fold, and ranks these users' items: how good the trainer is for users that it has not
    /// seen, and how much that hangs on who they are.
    /// </summary>
    /// <remarks>
    /// Users are dealt out by a seeded hash of their ids, whatever the order of rows; folds are of one size within one user. Nothing of a
    /// held-out user is trained on, the validation item not either; the model sees the user's sequence only as the context of the item to
    /// rank. Columns in: <c>UserId</c>, <c>Sequence</c> (key vector of variable length), <c>TestItem</c> and, where they are there,
    /// <c>ValidationItem</c> and <c>IsForget</c>. The trainer gets windows of the sequences, and the validation items of its users. Where
    /// it has a checkpoint, every fold has a file of its own, with <c>.fold-</c> and the fold's number behind the name: begun again, a
    /// cross-validation trains the folds that were done once more, and goes on within the one that was broken off.
    /// </remarks>
    /// <param name="sequences">
    /// Whole sequences after SplitLeaveOneOut. They are read again for every fold: put them into <c>mlContext.Data.Cache</c>.
    /// </param>
    /// <param name="trainer">Any of <see cref="Trainers"/>; every fold is another training.</param>
    /// <param name="numberOfFolds">k.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <returns>The folds with their models, which the caller disposes, and their means.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">
    /// There are fewer users than folds, a fold holds nothing to rank, or a training fails.
    /// </exception>
    public CrossValidationMetrics CrossValidate(
        IDataView sequences, IEstimator<RecommenderTransformer> trainer, int numberOfFolds = 5, int seed = 1) =>
        CrossValidate(sequences, trainer, new CrossValidationOptions { NumberOfFolds = numberOfFolds, Seed = seed });

    /// <summary>The same with all options.</summary>
    /// <param name="sequences">Whole sequences after SplitLeaveOneOut.</param>
    /// <param name="trainer">Any of <see cref="Trainers"/>.</param>
    /// <param name="options">Folds, window length, what is ranked, listener and token.</param>
    /// <returns>The folds with their models, which the caller disposes, and their means.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">
    /// There are fewer users than folds, a fold holds nothing to rank, or a training fails.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public CrossValidationMetrics CrossValidate(
        IDataView sequences, IEstimator<RecommenderTransformer> trainer, CrossValidationOptions options) =>
        CrossValidator.Run(_mlContext, sequences, trainer, options);
}
