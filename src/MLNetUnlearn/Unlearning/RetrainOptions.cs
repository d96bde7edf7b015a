using System.Text.Json.Serialization;
using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// Retraining from scratch on the remaining windows: the exact answer, and the reference that every other method is judged beside.
/// </summary>
/// <remarks>Of a model of shards all shards are trained, and no states are kept, so a checkpoint is of no use.</remarks>
public sealed record RetrainOptions : UnlearningOptions
{
    /// <summary>
    /// How to train; <see langword="null"/>, the default, trains as the original was trained. Its seed, its cancellation token, its
    /// checkpoint, its number of threads and its listener count where those of these options are not set.
    /// </summary>
    public RecommenderOptions? Recommender { get; init; }

    /// <summary>
    /// Told after every epoch, on the thread that trains; what it throws ends the training. Default <see langword="null"/>: that of
    /// <see cref="Recommender"/> is.
    /// </summary>
    [JsonIgnore]
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <inheritdoc/>
    public override string Name => "Retrain";

    internal override RecommenderOptions OfResult(RecommenderOptions original) => (Recommender ?? original).WithoutStates();

    internal override UnlearningOptions ForRun(
        int seed, IProgress<UnlearningReport> steps, IProgress<TrainingProgress> epochs, CancellationToken cancellationToken) =>
        this with { Seed = seed, CancellationToken = cancellationToken, Progress = epochs };

    // The recommender's seed counts where there is no other.
    internal override void AddTo(RunFingerprint fingerprint) =>
        fingerprint.Add(this with { Seed = null }).Add(Recommender ?? (object)"");

    internal override SequenceModule Unlearn(UnlearningJob job)
    {
        var options = OfResult(job.Original.Options);
        options = options with
        {
            CancellationToken = CancellationToken.CanBeCanceled ? CancellationToken : options.CancellationToken,
            Checkpoint = Checkpoint ?? options.Checkpoint,
            Threads = Threads ?? options.Threads,
            Progress = Progress ?? options.Progress,
        };
        // Negatives to validate with avoid what users are known to have; that must not be what is to be forgotten.
        var data = job.Data.OfUsers([.. Enumerable.Range(0, job.Data.Users.Length)]);
        return options.Train(data, Seed ?? Recommender?.Seed ?? job.Seed, job.Device, job.Channel);
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        Recommender?.Check(problems);
    }
}
