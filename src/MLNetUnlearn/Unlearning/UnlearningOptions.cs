using System.Text.Json.Serialization;
using MLNetUnlearn.Options;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Persistence.Checkpoints;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Unlearning;

/// <summary>What every unlearning method can be told. A method is one record: its options and its rule.</summary>
public abstract record UnlearningOptions
{
    /// <summary>Seed of everything random; <see langword="null"/>, the default, takes it from the <c>MLContext</c>.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// How many threads one operation may use, at least 1; <see langword="null"/>, the default, uses all cores (or what
    /// <c>torch.set_num_threads</c> said). The same seed and number give the same bits; in the default build so does any number. It holds
    /// for the whole process while this runs; of runs at the same time the last one begun decides (on TorchSharp each for the thread that
    /// unlearns). Not saved.
    /// </summary>
    [JsonIgnore]
    public int? Threads { get; init; }

    /// <summary>
    /// Cancelling stops after the running step and returns the model as the method then has it. Default none.
    /// </summary>
    [JsonIgnore]
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Where the run keeps its state, to go on after an interruption. Default <see langword="null"/>: nowhere.</summary>
    [JsonIgnore]
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>The method's name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>The options of the model that comes out: its columns, its sizes.</summary>
    internal virtual RecommenderOptions OfResult(RecommenderOptions original) => original.WithoutStates();

    /// <summary>Whether there must be windows that remain.</summary>
    internal virtual bool NeedsRemaining => true;

    /// <summary>Whether the method looks at which windows are of one user.</summary>
    internal virtual bool LooksAtUsers => false;

    /// <summary>These options for one run among many: with its seed, its token and its listeners.</summary>
    internal virtual UnlearningOptions ForRun(
        int seed, IProgress<UnlearningReport> steps, IProgress<TrainingProgress> epochs, CancellationToken cancellationToken) =>
        this with { Seed = seed, CancellationToken = cancellationToken };

    /// <summary>Adds all that decides what the method does, but for the seed, to a hash.</summary>
    internal virtual void AddTo(RunFingerprint fingerprint) => fingerprint.Add(this with { Seed = null });

    /// <summary>Makes the unlearned network; the original stays as it is.</summary>
    internal abstract SequenceModule Unlearn(UnlearningJob job);

    /// <summary>Adds what is wrong with these options to <paramref name="problems"/>.</summary>
    /// <param name="problems">Where every problem is noted, so that all are reported at once.</param>
    protected internal virtual void Check(OptionProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (Threads is { } threads)
            problems.RequireCount(nameof(Threads), threads);
        Checkpoint?.Check(problems);
    }
}
