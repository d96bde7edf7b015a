using System.Text.Json.Serialization;
using MLNetUnlearn.DataViews;
using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders.Losses;
using MLNetUnlearn.Recommenders.Negatives;
using MLNetUnlearn.Tensors;

namespace MLNetUnlearn.Recommenders;

/// <summary>What every sequential recommender's trainer can be told; each model adds its own sizes.</summary>
public abstract record RecommenderOptions
{
    internal const int MostRecommended = ushort.MaxValue;

    /// <summary>Column in: the item windows, key vector of fixed size n, padded in front with 0. Default <c>Sequence</c>.</summary>
    public string SequenceColumnName { get; init; } = "Sequence";

    /// <summary>
    /// Column in: the item to predict after each place of the window, key vector of size n, 0 for none. Default <c>Target</c>.
    /// </summary>
    public string TargetColumnName { get; init; } = "Target";

    /// <summary>
    /// Column in: whose window a row is; rows of one user are contiguous. Negatives are drawn outside a user's items, and the user's
    /// last window is the context of the validation item. Default <c>UserId</c>; <see langword="null"/>: every row is a user of its own.
    /// </summary>
    public string? UserColumnName { get; init; } = DefaultColumns.User;

    /// <summary>
    /// Column in: the item to predict after the user's last window, scalar key, 0 for none; early stopping watches it.
    /// Default <c>ValidationItem</c>; <see langword="null"/> or no column of that default name: no validation, the last epoch's weights are
    /// kept.
    /// </summary>
    public string? ValidationColumnName { get; init; } = DefaultColumns.ValidationItem;

    /// <summary>
    /// Column in, where it is there: Boolean, the rows to leave out of training because they are to be forgotten. Default <c>IsForget</c>.
    /// </summary>
    public string ForgetColumnName { get; init; } = DefaultColumns.IsForget;

    /// <summary>Column out: the top-k items, key vector of size <see cref="TopK"/>, best first. Default <c>Recommended</c>.</summary>
    public string RecommendedColumnName { get; init; } = "Recommended";

    /// <summary>Column out: the scores of the top-k items, Single vector of size <see cref="TopK"/>. Default <c>Score</c>.</summary>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>k, how many items are recommended, 1 to 65,535. Default 10.</summary>
    public int TopK { get; init; } = 10;

    /// <summary>Whether items of the input sequence are left out of the recommendations. Default true.</summary>
    public bool ExcludeSeen { get; init; } = true;

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

    /// <summary>The model's name in messages.</summary>
    public abstract string Name { get; }

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

    /// <summary>Adds what is wrong with these options to <paramref name="problems"/>.</summary>
    /// <param name="problems">Where every problem is noted, so that all are reported at once.</param>
    protected internal virtual void Check(OptionProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireName(nameof(SequenceColumnName), SequenceColumnName);
        problems.RequireName(nameof(TargetColumnName), TargetColumnName);
        problems.RequireNameOrNull(nameof(UserColumnName), UserColumnName);
        problems.RequireNameOrNull(nameof(ValidationColumnName), ValidationColumnName);
        problems.RequireName(nameof(ForgetColumnName), ForgetColumnName);
        problems.RequireName(nameof(RecommendedColumnName), RecommendedColumnName);
        problems.RequireName(nameof(ScoreColumnName), ScoreColumnName);
        problems.RequireDistinct((nameof(RecommendedColumnName), RecommendedColumnName), (nameof(ScoreColumnName), ScoreColumnName));
        RecommendationOptions.RequireTopK(problems, TopK);
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
