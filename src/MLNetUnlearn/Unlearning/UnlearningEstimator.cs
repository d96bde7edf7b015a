using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// Makes a trained recommender forget. It stands where the trainer stood, behind PartitionForgetRemain and PadAndSplitSequences.
/// </summary>
/// <remarks>
/// Columns in: those of the trainer, and <c>IsForget</c> (Boolean): true rows hold the pairs to forget, the others what remains.
/// Columns out: <c>Recommended</c> and <c>Score</c>, as the original's, of the same candidates. The original stays as it is; the result
/// holds no copy of it, of its optimiser's state or of the data. Runs where the trainer would (see
/// <see cref="SequentialRecommenderTrainer"/>), wherever the original is.
/// </remarks>
public sealed class UnlearningEstimator : IEstimator<SequentialRecommenderTransformer>
{
    private readonly IHost _host;
    private readonly SequentialRecommenderTransformer _original;
    private readonly UnlearningOptions _options;
    private readonly RecommenderOptions _result;
    private readonly long _seed;
    private readonly DeviceChoice _device;
    private readonly StepSchema _schema;

    internal UnlearningEstimator(MLContext mlContext, SequentialRecommenderTransformer model, UnlearningOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        var problems = new OptionProblems(options.Name);
        options.Check(problems);
        problems.ThrowIfAny("options");
        _original = model;
        _options = options;
        _result = options.OfResult(model.Options);
        _host = ((IHostEnvironment)mlContext).Register(options.Name, options.Seed);
        _seed = options.Seed ?? _host.Rand.Next();
        _device = new DeviceChoice(mlContext);
        _schema = RecommenderSchema.OfTraining(_result, options.Name, needsForget: true);
    }

    /// <summary>What it was told.</summary>
    internal UnlearningOptions Options => _options;

    /// <summary>Unlearns.</summary>
    /// <param name="input">The partitioned windows, coded as in training.</param>
    /// <returns>A new model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    /// <exception cref="InvalidOperationException">
    /// Items are coded in another way than in training, windows have another length, nothing is to be forgotten, nothing remains,
    /// the stop rule needs control pairs and there are none, the loss became no number, the original has been disposed, the GPU asked
    /// for is not there, the checkpoint is of another run, another file that the options name is of another model, or a folder of
    /// states is of another run or empty.
    /// </exception>
    /// <exception cref="FormatException">The checkpoint, a state, or another file that the options name, cannot be read.</exception>
    /// <exception cref="IOException">The checkpoint or a state cannot be written.</exception>
    public SequentialRecommenderTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _schema.Added(input.Schema);
        using var channel = _host.Start("Unlearning");
        var device = _device.Resolve(_options.Name, channel);
        if (_options.LooksAtUsers && (_result.UserColumnName is not { } users || input.Schema.GetColumnOrNull(users) is null))
        {
            channel.Warning(
                MessageSensitivity.None,
                $"{_options.Name}: without a column of users every window is a user's own: control pairs are then also of those who forget, "
                + "and no retained item follows a forgotten one.");
        }
        var data = ModelWindows.Read(input, _original, _result);
        if (_options.NeedsRemaining && data.Remaining.Count == 0)
            throw new InvalidOperationException($"{_options.Name}: nothing remains: no row has '{_result.ForgetColumnName}' false.");
        var module = _options.Unlearn(new UnlearningJob(_original, data, _seed, device, channel));
        channel.Info(
            MessageSensitivity.None,
            $"{_options.Name}: the result keeps no teacher, optimiser state or cache. The original model, its checkpoints and files saved " +
            "before still hold what was to be forgotten: erase them.");
        return new SequentialRecommenderTransformer(module, data.Vocabulary, data.MaximumLength, _result, _original.Candidates);
    }

    /// <summary>The schema that the unlearned model will give.</summary>
    /// <param name="inputSchema">The schema to unlearn on.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _schema.Promise(inputSchema);
}
