using System.Text.Json.Serialization;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders.Data;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Recommenders.Negatives;
using MLNetUnlearn.Recommenders.Training;
using MLNetUnlearn.Tensors;
using Microsoft.ML.Runtime;

namespace MLNetUnlearn.Recommenders;

/// <summary>What the trainer of every network can be told; each model adds its own sizes.</summary>
public abstract record RecommenderOptions : RecommenderTrainerOptions
{
    /// <summary>
    /// Column in: the item to predict after the user's last window, scalar key, 0 for none; early stopping watches it.
    /// Default <c>ValidationItem</c>; <see langword="null"/> or no column of that default name: no validation, the last epoch's weights are
    /// kept.
    /// </summary>
    public string? ValidationColumnName { get; init; } = DefaultColumns.ValidationItem;

    /// <summary>d, the size of item embeddings and hidden states, 1 to 4096. Default 64.</summary>
    public int EmbeddingSize { get; init; } = 64;

    /// <summary>Passes over the training windows, at least 1. Default 200.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Windows per gradient step, at least 1. Default 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>What training minimises. Default <see cref="BinaryCrossEntropyLoss"/>.</summary>
    public virtual RecommenderLoss Loss { get; init; } = new BinaryCrossEntropyLoss();

    /// <summary>
    /// How likely each item is drawn where <see cref="Loss"/> has negatives. Default <see cref="UniformNegatives"/>.
    /// </summary>
    public virtual NegativeSampling NegativeSampling { get; init; } = new UniformNegatives();

    /// <summary>Adam's step size, above 0. Default 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Adam's decay of the squared gradients' mean, in [0, 1). Default 0.98, as in SASRec's own code.</summary>
    public double Beta2 { get; init; } = 0.98;

    /// <summary>How Adam moves the items that a batch does not hold; it decides what a step costs. Default Deferred.</summary>
    public ItemUpdates ItemUpdates { get; init; } = ItemUpdates.Deferred;

    /// <summary>The bound on the gradient's l2 norm, above 0; <see langword="null"/>, the default, leaves it as it is.</summary>
    public double? GradientNormBound { get; init; }

    /// <summary>How many epochs lie between two validations, at least 1. Default 10.</summary>
    public int ValidateEveryEpochs { get; init; } = 10;

    /// <summary>Training stops when NDCG@10 on validation has not risen for this many epochs, at least 1. Default 50.</summary>
    public int PatienceEpochs { get; init; } = 50;

    /// <summary>
    /// Random negatives per validation item, at least 1; <see langword="null"/>, the default, ranks the whole catalogue.
    /// </summary>
    public int? ValidationNegatives { get; init; }

    /// <summary>Seed of everything random; <see langword="null"/>, the default, takes it from the <c>MLContext</c>.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// How many threads one operation may use, at least 1; <see langword="null"/>, the default, uses all cores (or what
    /// <c>torch.set_num_threads</c> said). The same seed and number give the same bits; in the default build so does any number. It holds
    /// for the whole process while this runs; of runs at the same time the last one begun decides (on TorchSharp each for the thread that
    /// trains). Not saved.
    /// </summary>
    [JsonIgnore]
    public int? Threads { get; init; }

    /// <summary>
    /// Cancelling stops after the running step and returns the best model so far; without validation, as it then is. Default none.
    /// Not saved.
    /// </summary>
    [JsonIgnore]
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Told after every epoch, on the thread that trains; what it throws ends the training. Default <see langword="null"/>. Not saved.
    /// </summary>
    [JsonIgnore]
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>
    /// Where training keeps its state, to go on after an interruption. Default <see langword="null"/>: nowhere. Not saved.
    /// </summary>
    [JsonIgnore]
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>Builds the network, not yet initialised.</summary>
    /// <param name="itemCount">|V|, the number of items.</param>
    /// <param name="maximumLength">n, the window length.</param>
    public abstract SequenceModule CreateModule(int itemCount, int maximumLength);

    /// <summary>
    /// How many weights the network has. A model file that holds fewer is refused before memory is taken for the network. The default
    /// counts one for each item and the padding; override it with the exact number.
    /// </summary>
    /// <param name="itemCount">|V|, the number of items.</param>
    /// <param name="maximumLength">n, the window length.</param>
    public virtual long CountWeights(int itemCount, int maximumLength) => itemCount + 1L;

    /// <summary>
    /// Adds to <paramref name="problems"/> what keeps training with these options from going on with a trained model's weights: options
    /// that decide which weights there are and what they mean. Override it to name those of your model; without that, weights of other
    /// shapes are found all the same.
    /// </summary>
    /// <param name="trained">The options of the trained model, of the same type as these.</param>
    /// <param name="problems">Where every problem is noted, so that all are reported at once.</param>
    protected internal virtual void CheckWarmStart(RecommenderOptions trained, OptionProblems problems)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireSame(nameof(EmbeddingSize), EmbeddingSize, trained.EmbeddingSize);
    }

    /// <summary>Trains a network; see <see cref="TrainingRun.Of"/>.</summary>
    internal virtual SequenceModule Train(
        RecommenderData data, long seed, Device device, IChannel channel, Action<SequenceModule>? start = null) =>
        TrainingRun.Of(data, this, seed, device, channel, start);

    /// <summary>These options without what belongs to the training run and stays behind: token, listener, checkpoint, threads.</summary>
    internal virtual RecommenderOptions OfModel() =>
        this with { CancellationToken = default, Progress = null, Checkpoint = null, Threads = null };

    /// <summary>What the weights were trained by: in a model of shards the options of its networks.</summary>
    internal virtual RecommenderOptions OfNetwork => this;

    /// <summary>These options for another model, which the states that a training has saved are not those of.</summary>
    internal virtual RecommenderOptions WithoutStates() => this;

    internal sealed override string? Validation => ValidationColumnName;

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.RequireNameOrNull(nameof(ValidationColumnName), ValidationColumnName);
        problems.Require(EmbeddingSize is >= 1 and <= 4096, nameof(EmbeddingSize), EmbeddingSize, "1 to 4096");
        problems.RequireCount(nameof(Epochs), Epochs);
        problems.RequireCount(nameof(BatchSize), BatchSize);
        problems.Require(Loss is not null, nameof(Loss), Loss, $"a loss such as {nameof(BinaryCrossEntropyLoss)}");
        Loss?.Check(problems);
        problems.Require(
            NegativeSampling is not null, nameof(NegativeSampling), NegativeSampling,
            $"{nameof(UniformNegatives)} or {nameof(PopularityNegatives)}");
        NegativeSampling?.Check(problems);
        problems.RequirePositive(nameof(LearningRate), LearningRate);
        problems.Require(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2, "in [0, 1)");
        problems.Require(Enum.IsDefined(ItemUpdates), nameof(ItemUpdates), ItemUpdates, "Deferred, Dense or Lazy");
        if (GradientNormBound is { } bound)
            problems.RequirePositive(nameof(GradientNormBound), bound);
        problems.RequireCount(nameof(ValidateEveryEpochs), ValidateEveryEpochs);
        problems.RequireCount(nameof(PatienceEpochs), PatienceEpochs);
        if (ValidationNegatives is { } negatives)
            problems.RequireCount(nameof(ValidationNegatives), negatives);
        if (Threads is { } threads)
            problems.RequireCount(nameof(Threads), threads);
        Checkpoint?.Check(problems);
    }
}
