using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Training;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// Retraining from scratch on the remaining windows: the exact answer, and the reference that every other method is judged beside.
/// </summary>
public sealed record RetrainOptions : UnlearningOptions
{
    /// <summary>
    /// How to train; <see langword="null"/>, the default, trains as the original was trained. Its seed, its cancellation token and its
    /// checkpoint count where those of these options are not set.
    /// </summary>
    public RecommenderOptions? Recommender { get; init; }

    /// <inheritdoc/>
    public override string Name => "Retrain";

    internal override RecommenderOptions OfResult(RecommenderOptions original) => Recommender ?? original;

    internal override SequenceModule Unlearn(UnlearningJob job)
    {
        // Token, checkpoint and listener of the original's own training do not count; those that come with Recommender do.
        var options = OfResult(job.Original.Options) with
        {
            CancellationToken = CancellationToken.CanBeCanceled ? CancellationToken : Recommender?.CancellationToken ?? default,
            Checkpoint = Checkpoint ?? Recommender?.Checkpoint,
            Progress = Recommender?.Progress,
        };
        return TrainingRun.FromScratch(job.Data, options, Seed ?? Recommender?.Seed ?? job.Seed, job.Device, job.Channel);
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        Recommender?.Check(problems);
        Checkpoint?.Check(problems);
    }
}
