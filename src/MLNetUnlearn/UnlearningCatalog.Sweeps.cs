using Microsoft.ML;
using MLNetUnlearn.Experiments;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn;

/// <content>Many methods on one request.</content>
public sealed partial class UnlearningCatalog
{
    /// <summary>
    /// Runs variants on one request, judges each, and keeps every result as a JSON file: a sweep that was interrupted goes on with what is
    /// missing, and a variant whose settings, data or seed have changed is run again.
    /// </summary>
    /// <param name="original">The model that is to forget; it stays as it is.</param>
    /// <param name="windows">Partitioned windows, as an unlearner fits them.</param>
    /// <param name="variants">What to run. Names must differ. Order is that of the results, and does not matter else.</param>
    /// <param name="judge">
    /// Finite figures of a model, by the ids of <see cref="ReportMetrics"/> or names of its own. The model is disposed afterwards.
    /// </param>
    /// <param name="folder">
    /// Where results are kept, made where it is not there. A file that cannot be read is replaced, with a warning in the log.
    /// </param>
    /// <returns>A run for each variant, in their order, with the judge's figures and its costs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Names or options are out of range, or columns of the windows are missing or have the wrong type.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A figure is not finite, the windows are coded or cut in another way than the model's, or a method cannot be run. What was kept before
    /// stays.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The original has been disposed.</exception>
    /// <exception cref="IOException">A result cannot be written.</exception>
    public IReadOnlyList<ReportRun> Sweep(
        SequentialRecommenderTransformer original, IDataView windows, IEnumerable<SweepVariant> variants,
        Func<RecommenderTransformer, IReadOnlyDictionary<string, double>> judge, string folder) =>
        Sweep(original, windows, variants, judge, folder, new SweepOptions());

    /// <summary>The same with all options.</summary>
    /// <param name="original">The model that is to forget; it stays as it is.</param>
    /// <param name="windows">Partitioned windows, as an unlearner fits them.</param>
    /// <param name="variants">What to run.</param>
    /// <param name="judge">Finite figures of a model.</param>
    /// <param name="folder">Where results are kept.</param>
    /// <param name="options">Seeds, protocol, listener and token.</param>
    /// <returns>
    /// A run for each variant and seed, of a model that is there one: all seeds of the first variant, then of the second, and so on.
    /// </returns>
    /// <exception cref="OperationCanceledException">It was cancelled; results that are complete have been kept.</exception>
    /// <inheritdoc
    /// cref="Sweep(SequentialRecommenderTransformer, IDataView, IEnumerable{SweepVariant}, Func{RecommenderTransformer, IReadOnlyDictionary{string, double}}, string)"
    /// path="/exception"/>
    public IReadOnlyList<ReportRun> Sweep(
        SequentialRecommenderTransformer original, IDataView windows, IEnumerable<SweepVariant> variants,
        Func<RecommenderTransformer, IReadOnlyDictionary<string, double>> judge, string folder, SweepOptions options) =>
        SweepRunner.Run(
            _mlContext, original, windows, variants, judge is null ? null! : model => new Judgement(judge(model), []), folder, options);

    /// <summary>A sweep, as Sweep runs it, whose judge is all that EvaluateAll measures beside a retrained model.</summary>
    /// <param name="original">The model that is to forget; it stays as it is.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">
    /// Whole sequences after PartitionForgetRemain, with columns of the default names: <c>UserId</c>, <c>Sequence</c>, <c>Target</c>,
    /// <c>IsForget</c>, <c>TestItem</c> and, where it is there, <c>ValidationItem</c>. They are cut into windows of the original's length.
    /// </param>
    /// <param name="variants">What to run.</param>
    /// <param name="folder">Where results are kept.</param>
    /// <returns>A run for each variant, in their order, with its figures and its costs.</returns>
    /// <inheritdoc
    /// cref="Sweep(SequentialRecommenderTransformer, IDataView, IEnumerable{SweepVariant}, Func{RecommenderTransformer, IReadOnlyDictionary{string, double}}, string)"
    /// path="/exception"/>
    public IReadOnlyList<ReportRun> EvaluateSweep(
        SequentialRecommenderTransformer original, SequentialRecommenderTransformer retrained, IDataView partitioned,
        IEnumerable<SweepVariant> variants, string folder) =>
        EvaluateSweep(original, retrained, partitioned, variants, folder, new SweepOptions());

    /// <summary>The same with all options.</summary>
    /// <param name="original">The model that is to forget; it stays as it is.</param>
    /// <param name="retrained">A model retrained without the forgotten items.</param>
    /// <param name="partitioned">Whole sequences after PartitionForgetRemain.</param>
    /// <param name="variants">What to run.</param>
    /// <param name="folder">Where results are kept.</param>
    /// <param name="options">
    /// Seeds, listener and token. The first seed is that of the evaluations, too; the protocol need not be told.
    /// </param>
    /// <returns>
    /// A run for each variant and seed, of a model that is there one: all seeds of the first variant, then of the second, and so on.
    /// </returns>
    /// <exception cref="OperationCanceledException">It was cancelled; results that are complete have been kept.</exception>
    /// <inheritdoc
    /// cref="Sweep(SequentialRecommenderTransformer, IDataView, IEnumerable{SweepVariant}, Func{RecommenderTransformer, IReadOnlyDictionary{string, double}}, string)"
    /// path="/exception"/>
    public IReadOnlyList<ReportRun> EvaluateSweep(
        SequentialRecommenderTransformer original, SequentialRecommenderTransformer retrained, IDataView partitioned,
        IEnumerable<SweepVariant> variants, string folder, SweepOptions options) =>
        SuiteSweep.Run(_mlContext, original, retrained, partitioned, variants, folder, options);
}
