using MLNetUnlearn.Options;

namespace MLNetUnlearn.Unlearning;

/// <summary>How the Fisher diagonal of a model's training data is worked out.</summary>
public sealed record FisherOptions
{
    /// <summary>
    /// Windows per squared gradient, at least 1. Default 32: small batches are exact and slow, since each costs a pass over the item table;
    /// large ones leave few squares to average. The value's size does not depend on it.
    /// </summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Seed of batches, negatives and masks; <see langword="null"/>, the default, takes it from the <c>MLContext</c>.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// How many threads one operation may use, at least 1; <see langword="null"/>, the default, uses all cores (or what
    /// <c>torch.set_num_threads</c> said). It holds for the whole process while this runs.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>Cancelling stops after the running batch; no file is written. Default none.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Adds what is wrong with these options to <paramref name="problems"/>.</summary>
    internal void Check(OptionProblems problems)
    {
        problems.RequireCount(nameof(BatchSize), BatchSize);
        if (Threads is { } threads)
            problems.RequireCount(nameof(Threads), threads);
    }
}
