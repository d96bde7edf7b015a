using MLNetUnlearn.DataViews;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Recommenders.Recommending;
using MLNetUnlearn.Recommenders.Saving;
using Microsoft.ML;
using Microsoft.ML.Data;

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
public sealed class SequentialRecommenderTransformer : ITransformer, IDisposable
{
    private readonly ModuleScorer _scorer;
    private readonly StepSchema _schema;

    internal SequentialRecommenderTransformer(SequenceModule module, Vocabulary vocabulary, int maximumLength, RecommenderOptions options)
    {
        Module = module;
        Vocabulary = vocabulary;
        MaximumLength = maximumLength;
        // What belongs to the training stays behind.
        Options = options with { CancellationToken = default, Progress = null, Checkpoint = null, Threads = null };
        _scorer = new ModuleScorer(module, vocabulary.Count, maximumLength);
        _schema = RecommenderSchema.OfRecommending(Options);
    }

    /// <summary>The options that the model was trained with, but for token, listener and checkpoint.</summary>
    public RecommenderOptions Options { get; }

    /// <summary>The network, in evaluation mode. To change it is to change the model.</summary>
    public SequenceModule Module { get; }

    /// <summary>|V|, the number of items.</summary>
    public int ItemCount => Vocabulary.Count;

    /// <summary>n, the longest context used.</summary>
    public int MaximumLength { get; }

    /// <summary>True: the output has the input's rows.</summary>
    public bool IsRowToRowMapper => true;

    internal ISequenceScorer Scorer => _scorer;

    internal TopItems Top => new(Scorer, ItemCount, Options);

    internal Vocabulary Vocabulary { get; }

    /// <summary>Adds the recommendations of every row; rows are scored in batches when they are read.</summary>
    /// <param name="input">Rows with a <c>Sequence</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or has the wrong type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The column codes items in another way than the training data, or the model has been disposed.
    /// </exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckNotDisposed();
        var function = Bind(input.Schema);
        return new BatchedDataView(input, new RowMapper(input.Schema, function), function);
    }

    /// <summary>The input's columns and the two added ones.</summary>
    /// <param name="inputSchema">The input's schema.</param>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Mapper(inputSchema).OutputSchema;

    /// <summary>The mapping of one row at a time.</summary>
    /// <param name="inputSchema">The input's schema.</param>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        CheckNotDisposed();
        return Mapper(inputSchema);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => SavedRecommender.Save(ctx, this);

    /// <summary>
    /// Frees the weights. Views that this model made cannot be read any more, and no estimator can unlearn it; models that were unlearned
    /// from it live on.
    /// </summary>
    public void Dispose()
    {
        _scorer.Close();
        Module.Dispose();
    }

    /// <exception cref="ObjectDisposedException">The weights have been freed.</exception>
    internal void CheckNotDisposed() => _scorer.CheckOpen();

    private RowMapper Mapper(DataViewSchema inputSchema) => new(inputSchema, Bind(inputSchema));

    private RecommendFunction Bind(DataViewSchema inputSchema)
    {
        _schema.Added(inputSchema);
        var sequence = inputSchema[Options.SequenceColumnName];
        Vocabulary.CheckSame(sequence, Options.Name);
        return new RecommendFunction(Top, sequence, Vocabulary, Options);
    }
}
