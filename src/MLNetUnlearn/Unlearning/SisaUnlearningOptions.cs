using System.Text.Json.Serialization;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Recommenders.Shards;

namespace MLNetUnlearn.Unlearning;

/// <summary>
/// SISA: of a model of shards, only slices whose data have changed and those behind them in their shards are trained again. The result is
/// that of training on what remains, bit for bit, given the shards: with <see cref="SimilaritySharding"/> users stay where the
/// original data put them.
/// </summary>
/// <remarks>
/// What has changed is seen in the data that remain, so whole users, first items and held-out items are forgotten, too. States that hold
/// what is to be forgotten are deleted before anything is trained; an interrupted run goes on when it is started again.
/// Without a <see cref="UnlearningOptions.Seed"/> the seed is that of the states; with another one they would be of another run.
/// </remarks>
public sealed record SisaUnlearningOptions : UnlearningOptions
{
    /// <summary>
    /// The folder of the model's states. Default <see langword="null"/>: where the model's training put them, which a loaded model does not
    /// know.
    /// </summary>
    public string? StateFolder { get; init; }

    /// <summary>Told once, when all shards are there. Default <see langword="null"/>.</summary>
    [JsonIgnore]
    public IProgress<SisaReport>? Report { get; init; }

    /// <summary>
    /// Told after every epoch of every slice that is trained, on the thread that trains; what it throws ends the run. Default
    /// <see langword="null"/>.
    /// </summary>
    [JsonIgnore]
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <inheritdoc/>
    public override string Name => "Sisa";

    internal override RecommenderOptions OfResult(RecommenderOptions original)
    {
        new OptionProblems(Name).Require(original is SisaOptions, "The model", original.Name, "one that Trainers.Sisa has trained")
            .ThrowIfAny("model");
        var sisa = (SisaOptions)original;
        return sisa with { StateFolder = StateFolder ?? sisa.StateFolder };
    }

    internal override SequenceModule Unlearn(UnlearningJob job)
    {
        job.Original.CheckNotDisposed();
        var options = (SisaOptions)OfResult(job.Original.Options);
        if (options.StateFolder is not { } folder)
        {
            throw new InvalidOperationException(
                $"{Name}: the model does not know of a folder with its states; set {nameof(StateFolder)}, or retrain.");
        }
        var run = new ShardStates(folder, Name).Run() ?? throw new InvalidOperationException(
            $"{Name}: there are no states in folder '{folder}'.");
        options = options with
        {
            CancellationToken = CancellationToken, Checkpoint = Checkpoint, Threads = Threads, Report = Report,
            Progress = Progress,
        };
        return options.Train(job.Data, Seed ?? options.Seed ?? run.Seed, job.Device, job.Channel);
    }

    /// <inheritdoc/>
    protected internal override void Check(OptionProblems problems)
    {
        base.Check(problems);
        problems.Require(StateFolder is null || StateFolder.Trim().Length > 0, nameof(StateFolder), StateFolder, "a folder or null");
    }
}
