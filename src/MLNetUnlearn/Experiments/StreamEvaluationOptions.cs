using Microsoft.ML;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Options;
using MLNetUnlearn.Recommenders;

namespace MLNetUnlearn.Experiments;

/// <summary>How a stream of erasure requests is run, and where on the way the model is judged.</summary>
public sealed record StreamEvaluationOptions
{
    /// <summary>
    /// How many checkpoints there are, at least 1: evenly spaced, the last one after the last request; with fewer requests than this, one
    /// after each. Default 4.
    /// </summary>
    public int Checkpoints { get; init; } = 4;

    /// <summary>
    /// After which requests the model is judged, from 1, in place of <see cref="Checkpoints"/>; after the last one always.
    /// Default <see langword="null"/>: evenly spaced.
    /// </summary>
    public IReadOnlyList<int>? CheckpointsAfter { get; init; }

    /// <summary>How many random negatives the sampled protocol ranks among, beside the full ranking, at least 1. Default 100.</summary>
    public int Negatives { get; init; } = 100;

    /// <summary>Seed of what the evaluations draw, and of the retrainings where there is no <see cref="Reference"/>. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Whether networks are attacked, too; it needs users who ask for nothing in any request. Models that count never are. Default true.
    /// </summary>
    public bool Membership { get; init; } = true;

    /// <summary>
    /// The columns, and what is done with requests that name nothing in what is left when they are met: Throw, before anything is
    /// unlearned, or Report. By default those of <see cref="PartitionForgetRemainOptions"/>, its Throw included.
    /// </summary>
    public PartitionForgetRemainOptions Partition { get; init; } = new();

    /// <summary>
    /// Makes what is trained from scratch at a checkpoint, given the request's number, on the windows of everything, of which rows to
    /// forget are flagged. Default <see langword="null"/>: <c>Retrain</c> of the model, with <see cref="Seed"/>; a model that counts needs one.
    /// </summary>
    public Func<int, IEstimator<RecommenderTransformer>>? Reference { get; init; }

    /// <summary>
    /// A folder, made where it is not there, that keeps the model after every request and both models of every checkpoint, so that a stream
    /// that was broken off goes on, with the same bits where method and reference have seeds. It may hold one stream: of other data,
    /// requests, model, seed, checkpoints, or options of method and reference (as for the first request and checkpoint) it is refused.
    /// It stays when the stream is done. Earlier models hold what later requests erase: erase it like the data.
    /// Default <see langword="null"/>: nothing is kept.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>
    /// Cancelling ends the stream with an <see cref="OperationCanceledException"/> before the next request, training or evaluation. Hand it
    /// to the method as well to end that early; its unfinished result is thrown away. Default none.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Told after every request that is met, and after every checkpoint; of a stream that goes on from a folder, requests met before are
    /// told of only where they are checkpoints or the last one kept. What it throws ends the stream. Default <see langword="null"/>.
    /// </summary>
    public IProgress<StreamProgress>? Progress { get; init; }

    /// <summary>Adds what is wrong with these options.</summary>
    /// <param name="problems">Where it is noted.</param>
    /// <param name="requests">The number of requests.</param>
    /// <param name="counts">Whether the model counts, and so cannot be retrained by default.</param>
    internal void Check(OptionProblems problems, int requests, bool counts)
    {
        problems.RequireCount(nameof(Checkpoints), Checkpoints);
        foreach (var request in CheckpointsAfter ?? [])
        {
            problems.Require(
                request >= 1 && request <= requests, nameof(CheckpointsAfter), request, $"from 1 to {requests}, the last request");
        }
        problems.RequireCount(nameof(Negatives), Negatives);
        problems.Require(Partition is not null, nameof(Partition), null, $"a {nameof(PartitionForgetRemainOptions)}");
        if (Partition is { } partition)
            problems.RequireName($"{nameof(Partition)}.{nameof(partition.TestColumnName)}", partition.TestColumnName);
        problems.Require(
            Reference is not null || !counts, nameof(Reference), null, "set for a model that counts, which Retrain cannot train");
        problems.Require(Folder is null || Folder.Trim().Length > 0, nameof(Folder), Folder, "a folder or null");
    }

    /// <summary>The requests after which the model is judged, from 1, ascending.</summary>
    internal int[] CheckpointsOf(int requests)
    {
        if (CheckpointsAfter is { } after)
            return [.. after.Append(requests).Distinct().Order()];
        var count = Math.Min(Checkpoints, requests);
        return [.. Enumerable.Range(1, count).Select(i => (int)((long)i * requests / count))];
    }
}
