using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders.Data;
using Microsoft.ML;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// Trains a recommender by counting, on the windows that networks learn from.
/// </summary>
/// <remarks>
/// Columns in: <c>Sequence</c> and <c>Target</c>, key vectors of the same fixed size n (see PadAndSplitSequences); where they are there,
/// <c>UserId</c> (rows of one user are contiguous) and <c>IsForget</c> (Boolean; true rows are left out).
/// Columns out: <c>Recommended</c>, key vector of size k, and <c>Score</c>, Single vector of size k.
/// <para>A user's windows are put together to one sequence: the items of the windows one after another, and behind each window its last
/// target, unless the user's next window begins with it. Of a sequence that PadAndSplitSequences cut this is every interaction once, except
/// those that it leaves out: sequences of one item, and the oldest item where one transition was left over.</para>
/// <para>Nothing is random: the same rows give the same bits. To make the model forget, fit again: counting is its own retraining.</para>
/// </remarks>
public sealed class CountingRecommenderTrainer : IEstimator<CountingRecommenderTransformer>
{
    private readonly CountingRecommenderOptions _options;
    private readonly StepSchema _schema;

    internal CountingRecommenderTrainer(CountingRecommenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new OptionProblems(options.Name);
        options.Check(problems);
        problems.ThrowIfAny("options");
        _options = options;
        _schema = RecommenderSchema.OfTraining(options, options.Name, needsForget: false);
    }

    /// <summary>Counts.</summary>
    /// <param name="input">The windows.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    /// <exception cref="InvalidOperationException">
    /// Item columns have different numbers of keys, a key is out of range, or there is nothing to count.
    /// </exception>
    public CountingRecommenderTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _schema.Added(input.Schema);
        var data = TrainingSequences.Read(input, _options);
        return new CountingRecommenderTransformer(_options.Count(data), data.Vocabulary, data.MaximumLength, _options);
    }

    /// <summary>The schema that the model will give.</summary>
    /// <param name="inputSchema">The schema to count on.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _schema.Promise(inputSchema);
}
