using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>
/// Trains a sequential recommender on windows of items.
/// </summary>
/// <remarks>
/// Columns in: <c>Sequence</c> and <c>Target</c>, key vectors of the same fixed size n (see PadAndSplitSequences); where they are there,
/// <c>UserId</c> (rows of one user are contiguous), <c>ValidationItem</c> (scalar key) and <c>IsForget</c> (Boolean; true rows are left out).
/// Columns out: <c>Recommended</c>, key vector of size k, and <c>Score</c>, Single vector of size k.
/// The data are read once and held in memory (about 12 bytes per window place); training is deterministic for a seed and a thread count.
/// A build on TorchSharp trains, and its model serves, on the GPU that <see cref="MLContext.GpuDeviceId"/> named when the trainer was made
/// (where sums may be rounded in another order from run to run). Without that GPU, as always in the default build, Fit throws, or warns
/// and takes the CPU if <see cref="MLContext.FallbackToCpu"/> was true.
/// </remarks>
public sealed class SequentialRecommenderTrainer : IEstimator<SequentialRecommenderTransformer>
{
    private readonly IHost _host;
    private readonly RecommenderOptions _options;
    private readonly long _seed;
    private readonly DeviceChoice _device;
    private readonly StepSchema _schema;

    internal SequentialRecommenderTrainer(MLContext mlContext, RecommenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new OptionProblems(options.Name);
        options.Check(problems);
        problems.ThrowIfAny("options");
        _options = options;
        _host = ((IHostEnvironment)mlContext).Register(options.Name, options.Seed);
        _seed = options.Seed ?? _host.Rand.Next();
        _device = new DeviceChoice(mlContext);
        _schema = RecommenderSchema.OfTraining(options, options.Name, needsForget: false);
    }

    private SequentialRecommenderTrainer(SequentialRecommenderTrainer trainer, CheckpointOptions checkpoint) =>
        (_options, _host, _seed, _device, _schema) = (
            trainer._options with { Checkpoint = checkpoint }, trainer._host, trainer._seed, trainer._device, trainer._schema);

    /// <summary>This trainer for one of several runs: its checkpoint, if it has one, is a file of that run.</summary>
    /// <param name="run">What is put behind the file's name.</param>
    internal SequentialRecommenderTrainer For(string run) => _options.Checkpoint is { } checkpoint
        ? new(this, checkpoint with { FilePath = checkpoint.FilePath + run })
        : this;

    /// <summary>Trains.</summary>
    /// <param name="input">The windows.</param>
    /// <returns>The best model by validation NDCG@10; the last one where there are no validation items.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The GPU asked for is not there, there is nothing to learn from, the loss became no number before there was a model to keep, or the
    /// checkpoint or the folder of states is of another run.
    /// </exception>
    /// <exception cref="FormatException">The checkpoint or a state cannot be read.</exception>
    /// <exception cref="IOException">The checkpoint or a state cannot be written.</exception>
    public SequentialRecommenderTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Fit(input, startOf: null);
    }

    /// <summary>Goes on training from a trained model, with new data and new items.</summary>
    /// <remarks>
    /// <para>The result knows the items of the new data. Items that both know are carried over, by what their keys stand for; items that are
    /// new get first weights as in training from scratch; items that only the old model knows are dropped. How many of each is told to the
    /// log. All other weights are carried over. The optimiser starts afresh, as do epochs and patience; the options are the trainer's
    /// own. The old model stays as it is.</para>
    /// <para>Keys that stand for nothing are carried by their number: where neither data have values; and where one has none, if both have as
    /// many items. In a model of your own, weights with a row for each item have as many rows as its item embedding. What the old model
    /// learnt of a pair that has been forgotten since is carried over too: unlearn it first.</para>
    /// </remarks>
    /// <param name="trainData">The windows to learn from; put the old interactions among them, or what they taught will fade.</param>
    /// <param name="model">The model to go on from, of the same kind and size as this trainer's.</param>
    /// <returns>A new model; see <see cref="Fit(IDataView)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Columns are missing or have the wrong type, or the model is of another kind or size; all differences are named.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The model has been disposed, or as for <see cref="Fit(IDataView)"/>; a checkpoint that started from another model is of another run.
    /// </exception>
    /// <exception cref="FormatException">The checkpoint cannot be read.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written.</exception>
    public SequentialRecommenderTransformer Fit(IDataView trainData, SequentialRecommenderTransformer model)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        ArgumentNullException.ThrowIfNull(model);
        return Fit(trainData, data => new WarmStart(model, data, _options));
    }

    /// <summary>The schema that the trained model will give.</summary>
    /// <param name="inputSchema">The schema to train on.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns are missing or have the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _schema.Promise(inputSchema);

    private SequentialRecommenderTransformer Fit(IDataView input, Func<RecommenderData, WarmStart>? startOf)
    {
        _schema.Added(input.Schema);
        using var channel = _host.Start("Training");
        var device = _device.Resolve(_options.Name, channel);
        var data = RecommenderDataReader.Read(input, _options);
        var start = startOf?.Invoke(data);
        start?.Report(channel);
        var module = _options.Train(data, _seed, device, channel, start is null ? null : start.Apply);
        return new SequentialRecommenderTransformer(module, data.Vocabulary, data.MaximumLength, _options);
    }
}
