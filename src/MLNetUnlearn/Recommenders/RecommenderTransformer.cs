using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;
using MLNetUnlearn.Ranking;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Recommenders.Recommending;
using MLNetUnlearn.Recommenders.Saving;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// A recommender that has learnt: a network (<see cref="SequentialRecommenderTransformer"/>) or counts
/// (<see cref="CountingRecommenderTransformer"/>). Column in: <c>Sequence</c>, key vector of any length, 0 is padding; its last n items are
/// the context. Columns out: <c>Recommended</c>, key vector of size k, best first, and <c>Score</c>, Single vector of size k.
/// </summary>
/// <remarks>
/// A row mapper: it works in a PredictionEngine; over a data view it scores rows in batches. Where there are fewer than k items to
/// recommend, because a user has seen the others or the model knows nothing for them, and for a row without items, the places that stay
/// empty hold item 0 and score NaN.
/// Several threads may transform and read views at a time; a cursor and a PredictionEngine serve one thread each.
/// </remarks>
public abstract class RecommenderTransformer : ITransformer
{
    private readonly StepSchema _schema;

    private protected RecommenderTransformer(
        Vocabulary vocabulary, int maximumLength, RecommenderTrainerOptions options, Candidates? candidates)
    {
        Candidates = candidates;
        Vocabulary = vocabulary;
        MaximumLength = maximumLength;
        _schema = RecommenderSchema.OfRecommending(options);
    }

    /// <summary>The options that the model was trained with.</summary>
    public abstract RecommenderTrainerOptions Options { get; }

    /// <summary>|V|, the number of items.</summary>
    public int ItemCount => Vocabulary.Count;

    /// <summary>
    /// All items in the order of their keys 1 to |V|, by what the keys stand for, as text: the key data of a
    /// <c>Conversion.MapValueToKey</c> that codes other data as this model's. Every call makes a new list.
    /// </summary>
    public IReadOnlyList<string> AllItems() => Vocabulary.Values<string>();

    /// <summary>n, the longest context used.</summary>
    public int MaximumLength { get; }

    /// <summary>
    /// The only items that are recommended, by what their keys stand for, as text; <see langword="null"/> where all are. <c>With</c>
    /// of both kinds of model asks for some.
    /// </summary>
    public IReadOnlyList<string>? CandidateItems =>
        Candidates is null ? null : [.. Candidates.Keys.Select(key => Vocabulary.Texts.TextOf((ulong)key))];

    /// <summary>True: the output has the input's rows.</summary>
    public bool IsRowToRowMapper => true;

    internal abstract ISequenceScorer Scorer { get; }

    internal TopItems Top => new(Scorer, ItemCount, Options.TopK, Options.ExcludeSeen, Candidates);

    internal Candidates? Candidates { get; }

    internal Vocabulary Vocabulary { get; }

    /// <summary>Whether the model was trained on an item.</summary>
    /// <param name="item">What the item's key stands for, as text.</param>
    public bool Knows(string item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Vocabulary.Texts.KeyOf(item) != 0;
    }

    /// <summary>
    /// Recommends to many users at once, each with what is asked for in their query: for services. Items go by text, and those that the
    /// model does not know are passed over and named. Where the model has <see cref="CandidateItems"/>, only they are recommended; its
    /// options <see cref="RecommenderTrainerOptions.TopK"/> and <see cref="RecommenderTrainerOptions.ExcludeSeen"/> do not count. Several
    /// threads may ask at a time and get what they would alone; scores may differ in their last bits with the number of queries that are
    /// asked at once.
    /// </summary>
    /// <param name="queries">Any number; they go through the network and meet the catalogue together.</param>
    /// <returns>For each query, in order, its recommendation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A query is out of range; all problems are named.</exception>
    /// <exception cref="ObjectDisposedException">The model has been disposed.</exception>
    public IReadOnlyList<Recommendation> Recommend(IReadOnlyList<RecommendationQuery> queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        CheckNotDisposed();
        return QueryAnswers.Of(this, queries);
    }

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

    /// <summary>What the model has learnt, by name, as a package holds it; new tensors belong to the current dispose scope.</summary>
    internal abstract IReadOnlyDictionary<string, Tensor> State();

    /// <exception cref="ObjectDisposedException">The weights have been freed.</exception>
    internal abstract void CheckNotDisposed();

    /// <summary>Checks what is asked for, and finds the candidates.</summary>
    private protected Candidates? Asked(RecommendationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckNotDisposed();
        var problems = new OptionProblems(Options.Name);
        options.Check(problems);
        var candidates = options.CandidateItems is { } items ? Candidates.Of(items, Vocabulary, problems) : null;
        problems.ThrowIfAny(nameof(options));
        return candidates;
    }

    private RowMapper Mapper(DataViewSchema inputSchema) => new(inputSchema, Bind(inputSchema));

    private RecommendFunction Bind(DataViewSchema inputSchema)
    {
        _schema.Added(inputSchema);
        var sequence = inputSchema[Options.SequenceColumnName];
        Vocabulary.CheckSame(sequence, Options.Name);
        return new RecommendFunction(Top, sequence, Vocabulary, Options);
    }
}
