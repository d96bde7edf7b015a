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
    /// How to train; <see langword="null"/>, the default, trains as the original was trained. Its seed and its
    /// cancellation token count where those of these options are not set.
    /// </summary>
    public RecommenderOptions? Recommender { get; init; }

    /// <inheritdoc/>
    public override string Name => "Retrain";

    internal override RecommenderOptions OfResult(RecommenderOptions original) => Recommender ?? original;

    internal override SequenceModule Unlearn(UnlearningJob job)
    {
        // The token that once cancelled the original's training does not count; one that comes with Recommender does.
        var token = CancellationToken.CanBeCanceled ? CancellationToken : Recommender?.CancellationToken ?? default;
        var options = OfResult(job.Original.Options) with { CancellationToken = token };
        return TrainingRun.FromScratch(job.Data, options, Seed ?? Recommender?.Seed ?? job.Seed, job.Device, job.Channel);
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems) => Recommender?.Check(problems);
}
